import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { Button } from './basic.tsx';
import { Failed, Loading } from './states.tsx';

export interface ApiPage<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A list of the API, page after page as one asks for more. Live changes read again what has been shown. */
export function usePages<Item>(
  key: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<ApiPage<Item>>,
) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** The whole of a list, for what can't be shown in part. */
export async function allOf<Item>(read: (cursor: string | undefined) => Promise<ApiPage<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

const texts = {
  more: { nl: 'Meer laden', en: 'Load more' },
};

/** What has been read so far, and a button for more. */
export function Pages<Item>({
  pages,
  children,
}: {
  pages: ReturnType<typeof usePages<Item>>;
  children: (items: Item[]) => ReactNode;
}) {
  const t = useTexts(texts);
  if (pages.data === undefined) {
    return pages.error ? <Failed error={pages.error} again={() => void pages.refetch()} /> : <Loading />;
  }
  return (
    <>
      {children(pages.data.pages.flatMap(({ items }) => items))}
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </>
  );
}
