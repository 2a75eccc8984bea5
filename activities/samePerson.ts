import { Context } from '@temporalio/activity';
import type { Directory } from '../src/agencies/directory.js';
import { noticeId } from '../src/agencies/messageId.js';
import { noticesOf } from '../src/agencies/messagesOf.js';
import { KeysUnavailable } from '../src/privacy/errors.js';
import type { Database } from '../src/register/database/database.js';
import { recordNotices } from '../src/register/messages/notifications.js';
import { findOpenBeside } from '../src/register/trajectories/openOfPerson.js';
import { callWithin } from '../src/temporal/deadline.js';
import { type DeliverInput, deliveryIdOf, personIn, workflowNames } from '../src/trajectory/replayed/contract.js';
import type { Batch } from '../src/trajectory/replayed/events.js';
import { numberBefore, occasionsIn } from '../src/trajectory/terms/numbers.js';
import { readBatches } from '../src/register/trajectories/timeline.js';

const startDeadlineMs = 4_000;

/** Has one message delivered by a workflow of its own; a second request while it runs joins it. */
export async function startDelivery(notificationId: string): Promise<void> {
  const { client, info } = Context.current();
  const input: DeliverInput = { notificationId };
  await callWithin(client, startDeadlineMs, () =>
    client.workflow.start(workflowNames.deliver, {
      workflowId: deliveryIdOf(notificationId),
      taskQueue: info.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  );
}

interface Dependencies {
  register: Database;
  directory: Directory;
  startDelivery(notificationId: string): Promise<void>;
}

/**
 * Tells the municipalities when these events show that two open trajectories seem to be of one person, each about its own
 * one alone. It is asked after the events were recorded, so of two that are recorded at once the later one sees the other:
 * whatever the order in which people acted, and however long the register was away, neither stays unknown. Of a number that one
 * person entered only the others are told: who enters it learns nothing by that. Those are told too when it is gone. Idempotent.
 */
export async function tellOfSamePerson(
  { register, directory, startDelivery: start }: Dependencies,
  trajectoryId: string,
  batches: readonly Batch[],
): Promise<void> {
  for (const { sequence, at, proposed, withdrawn } of occasionsIn(batches)) {
    const gone = withdrawn && numberBefore(await readBatches(register, trajectoryId), sequence);
    if (withdrawn && gone === undefined) continue;
    const found = withdrawn ? 'withdrawn' : proposed === undefined ? 'found' : 'proposed';
    const all = await findOpenBeside(register, trajectoryId, gone ?? proposed);
    for (const told of all) {
      if (found !== 'found' && told.id === trajectoryId) continue;
      // Made with the key of the person who is told of, so that it leads to no other trajectory.
      const token = await register.sealer.token(personIn(told.id), `same-person/${trajectoryId}/${sequence}`);
      if (token === null) throw new KeysUnavailable(`The key of the person of ${told.id} was retired just now.`);
      const notices = noticesOf(told, found, at, directory);
      const messages = notices.map((notice) => ({ ...notice, id: noticeId(told.id, token, notice.channel) }));
      for (const id of await recordNotices(register, told.id, messages)) await start(id);
    }
  }
}
