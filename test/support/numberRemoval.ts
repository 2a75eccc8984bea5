import { eventually } from './stack.js';

type Command = (id: string, kind: 'steps' | 'actions', name: string) => Promise<{ status: number }>;

/** A trajectory that gets a number and ends, and of which two persons take the number away after that. */
export async function removedAfterTheEnd(command: Command, id: string): Promise<void> {
  await command(id, 'actions', 'add-v-number');
  await command(id, 'steps', 'v-number-check');
  await command(id, 'actions', 'withdraw');
  // As soon as its last messages are delivered.
  for (const name of ['remove-v-number', 'confirm-number-removal']) {
    await eventually(async () => (await command(id, 'actions', name)).status === 200);
  }
}
