/** The screen behind a figure: the list of the API that is behind it, with the same filters. */
export function addressOf(list: { path: string; query: Record<string, string> } | null): string | null {
  if (list === null) return null;
  const screen = list.path === '/v1/tasks' ? '/work' : '/trajectories';
  return `${screen}?${new URLSearchParams(list.query).toString()}`;
}
