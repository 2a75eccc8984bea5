import { pino } from 'pino';
import { installRuntime } from '../../src/cli/log.js';

/** What a process of the benchmark can be asked, by name. */
type Answers = Record<string, (input: never) => unknown>;

interface Started {
  /** What the benchmark needs to know of it. */
  ready: unknown;
  answers?: Answers;
  stop(): Promise<void>;
}

/** The child's side of `Child`: starts, says that it is ready, answers, and ends when it is told or left alone. */
export async function serve(start: (input: any) => Promise<Started>): Promise<void> {
  // The same SDK settings as the product's processes have; must come before the first connection.
  installRuntime(pino({ level: 'warn' }));
  const { ready, answers = {}, stop } = await start(JSON.parse(process.argv[2] ?? 'null'));
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('disconnect', end);
  process.on('message', ({ id, ask, input }: { id: number; ask: string; input: never }) => {
    Promise.resolve()
      .then(() => answers[ask]!(input))
      .then(
        (result) => process.send?.({ id, result }),
        (error: Error) => process.send?.({ id, failed: error.stack ?? error.message }),
      );
  });
  process.send?.({ ready });
}
