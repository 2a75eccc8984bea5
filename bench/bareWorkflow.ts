import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';

/**
 * What everything is measured against: a trajectory as a good engineer would write it by Temporal's documentation, with
 * the four steps in the workflow's own code. It takes the same input, keeps what was filled in, refuses what does not
 * fit, answers with the new version before anyone has been told, and tells of each change in order.
 *
 * What it leaves out is what the product adds: definitions that may change, deadlines, receipts for repeats, search
 * attributes, a register, and a caller who has to say who they are.
 */

export interface Person {
  subject: string;
  agency: string;
  municipality: string | null;
  roles: string[];
}

export interface Opening {
  by: Person;
  municipality: string;
  data: unknown;
}

export interface Command {
  by: Person;
  step: string;
  data: unknown;
}

/** The id and the version make it known again, so that telling twice does no harm. */
export interface Notice {
  trajectoryId: string;
  version: number;
  step: string;
}

export interface BareActivities {
  notify(notice: Notice): Promise<void>;
}

interface State {
  version: number;
  municipality: string;
  opened: { by: Person; at: string; data: unknown };
  done: Record<string, { by: Person; at: string; data: unknown }>;
}

const order = ['intake', 'admission', 'legal-review', 'outcome-registration'];

const perform = defineUpdate<number, [Command]>('perform');

const { notify } = proxyActivities<BareActivities>({ startToCloseTimeout: '1 minute' });

export async function bare({ by, municipality, data }: Opening): Promise<void> {
  const state: State = {
    version: 1,
    municipality,
    opened: { by, at: new Date().toISOString(), data },
    done: {},
  };
  const { workflowId: trajectoryId } = workflowInfo();
  const notices: Notice[] = [{ trajectoryId, version: state.version, step: 'referral' }];
  const isClosed = () => 'outcome-registration' in state.done;

  setHandler(
    perform,
    (command) => {
      state.version += 1;
      state.done[command.step] = { by: command.by, at: new Date().toISOString(), data: command.data };
      notices.push({ trajectoryId, version: state.version, step: command.step });
      return state.version;
    },
    {
      validator: ({ step }) => {
        const next = order.find((candidate) => !(candidate in state.done));
        if (step !== next) throw ApplicationFailure.nonRetryable(`${step} is not open`, 'StepNotOpen');
      },
    },
  );

  while (!isClosed() || notices.length > 0) {
    await condition(() => notices.length > 0);
    await notify(notices.shift()!);
  }
  await condition(allHandlersFinished);
}
