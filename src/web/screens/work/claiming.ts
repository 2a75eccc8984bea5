import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useKnownMe } from '../../api/me.ts';
import { tasksKey } from './queries.ts';
import { taskKey, type Task } from './tasks.ts';

interface Claiming {
  task: Task;
  isClaim: boolean;
}
type TaskPages = InfiniteData<{ items: Task[]; nextCursor: string | null }>;

/** Milliseconds in which the register has what was done; what is read sooner could still be as it was before. */
export const registerFollows = 1_000;

/** Takes a step up, or puts it back. It is shown at once, and undone when the API says no. */
export function useClaiming() {
  const cache = useQueryClient();
  const { subject } = useKnownMe();
  return useMutation({
    mutationFn({ task: { trajectoryId, step }, isClaim }: Claiming) {
      const call = { params: { path: { id: trajectoryId } }, body: { step } };
      return answered(
        isClaim
          ? api.POST('/v1/trajectories/{id}/actions/claim', call)
          : api.POST('/v1/trajectories/{id}/actions/release', call),
      );
    },
    async onMutate({ task, isClaim }) {
      await cache.cancelQueries({ queryKey: tasksKey });
      const before = cache.getQueriesData<TaskPages>({ queryKey: tasksKey });
      const claim = isClaim ? { mine: true, by: subject, at: new Date().toISOString() } : null;
      cache.setQueriesData<TaskPages>({ queryKey: tasksKey }, (pages) => pages && withClaim(pages, task, claim));
      return before;
    },
    onError(_error, _claiming, before) {
      for (const [key, pages] of before ?? []) cache.setQueryData(key, pages);
      void cache.invalidateQueries({ queryKey: tasksKey });
    },
    onSuccess(_done, { task: { trajectoryId } }) {
      setTimeout(() => {
        void cache.invalidateQueries({ queryKey: keys.lists });
        void cache.invalidateQueries({ queryKey: keys.trajectory(trajectoryId) });
      }, registerFollows);
    },
  });
}

function withClaim(pages: TaskPages, task: Task, claim: Task['claim']): TaskPages {
  const changed = (one: Task): Task => (taskKey(one) === taskKey(task) ? { ...one, claim } : one);
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(changed) })) };
}
