import { sharedPostgres } from './shared.js';
import { startStack, type Stack, type StackOptions } from './stack.js';

/** A stack with a database of its own in the shared PostgreSQL server, which starts sooner than one in this process. */
export async function startQuickStack(options: StackOptions = {}): Promise<Stack> {
  const postgres = await sharedPostgres();
  return startStack({ ...(postgres && { databaseUrl: await postgres.createDatabase() }), ...options });
}
