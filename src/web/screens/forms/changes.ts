import { isLeftEmpty } from '../../forms/leftEmpty.ts';

/**
 * The fields that are filled in otherwise; null for one that is emptied. What its form no longer asks stays as it is, and an empty
 * list says the same as none: a form leaves both out.
 */
export function changesOf(
  now: Record<string, unknown>,
  filled: Record<string, unknown>,
  asked: object,
): Record<string, unknown> {
  const names = [...new Set([...Object.keys(now), ...Object.keys(filled)])].filter((name) =>
    Object.hasOwn(asked, name),
  );
  const said = (value: unknown) => (isLeftEmpty(value) ? undefined : JSON.stringify(value));
  const isSame = (name: string) => said(now[name]) === said(filled[name]);
  return Object.fromEntries(names.filter((name) => !isSame(name)).map((name) => [name, filled[name] ?? null]));
}
