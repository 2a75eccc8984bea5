import { condition, defineQuery, defineUpdate, setHandler } from '@temporalio/workflow';

/** Adds up what its Updates bring, until it gets to 100. */
export async function counter(): Promise<number> {
  let total = 0;
  setHandler(defineUpdate<number, [number]>('add'), (more) => (total += more), {
    validator: (more) => {
      if (more < 0) throw new Error('only upwards');
    },
  });
  setHandler(defineQuery<number>('total'), () => total);
  await condition(() => total >= 100);
  return total;
}
