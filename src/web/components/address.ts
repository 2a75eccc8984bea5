import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'wouter';

/**
 * The filters of a screen, which live in the address bar: so they can be kept, sent to a colleague, and gone back to. Only
 * these names are read and written, and none of them is ever personal data.
 */
export function useFilters<const Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const values = useMemo(
    () =>
      Object.fromEntries(names.flatMap((name) => (params.has(name) ? [[name, params.get(name)!]] : []))) as Partial<
        Record<Name, string>
      >,
    [params, names],
  );
  const set = (changed: Partial<Record<Name, string>>): void =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries<string | undefined>(changed)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
  return { values, set };
}

/** Goes to another screen. */
export function useGo(): (to: string) => void {
  const [, go] = useLocation();
  return go;
}
