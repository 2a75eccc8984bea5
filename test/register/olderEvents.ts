import type { Database } from '../../src/register/database/database.js';
import type { Recording } from '../../src/register/trajectories/record.js';
import type { Batch, TrajectoryEvent } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { nothingYet, summarise, type Actor, type OpenStep } from '../../src/trajectory/replayed/state.js';

/** Trajectories as they were recorded before events said what of them is counted: written out, for that code is gone. */

const actor: Actor = { subject: 's', agency: 'municipality', municipality: 'utrecht', roles: ['case-director'] };

const opened = (step: string, responsible: OpenStep['responsible'], openedAt: string): TrajectoryEvent => ({
  type: 'step-opened',
  step,
  tells: [responsible],
  effect: { open: { step, responsible, openedAt, targetDate: null, fatalDate: null, overdue: false, wakeUps: [] } },
});
const completed = (step: string, data: Record<string, string>): TrajectoryEvent => ({
  type: 'step-completed',
  step,
  data,
  effect: { close: step, done: step, facts: {} },
});
const referred = (personRef: string, receivedOn: string): TrajectoryEvent => ({
  type: 'trajectory-opened',
  step: 'referral',
  data: { channel: 'desk', receivedOn },
  effect: { opened: { id: `${personRef}.1`, personRef, episode: 1, municipality: 'utrecht' }, facts: {} },
});

function recordingOf(personRef: string, commands: [at: string, events: TrajectoryEvent[]][]): Recording {
  const batches: Batch[] = [];
  let from = 1;
  for (const [at, events] of commands) {
    batches.push({ from, commandId: `${personRef}-${from}`, bodyHash: 'h', at, actor, events });
    from += events.length;
  }
  const state = batches.reduce(evolve, nothingYet);
  return { summary: summarise(state), personRef, episode: 1, batches, notifications: [] };
}

const [first, second, third, fourth] = [
  '2026-03-02T09:00:00.000Z',
  // Just past midnight in the Netherlands: the day after.
  '2026-03-05T23:30:00.000Z',
  '2026-03-20T09:00:00.000Z',
  '2026-06-01T09:00:00.000Z',
] as const;

export const returned = recordingOf('returned', [
  [first, [referred('returned', '2026-02-27'), opened('intake', 'municipality', first)]],
  [
    second,
    [
      completed('intake', { heldOn: '2026-03-05' }),
      opened('admission', 'municipality', second),
      opened('legal-review', 'ngo', second),
    ],
  ],
  [
    third,
    [
      completed('admission', { decision: 'admitted', decidedOn: '2026-03-19' }),
      { type: 'direction-set', reason: 'agreed', effect: { direction: 'RETURN' } },
      {
        type: 'trajectory-transferred',
        reason: 'moved',
        effect: { transferred: { municipality: 'groningen', parties: [] } },
      },
      opened('outcome-registration', 'municipality', third),
    ],
  ],
  [
    fourth,
    [
      completed('outcome-registration', { occurredOn: '2026-05-29', evidenceKind: 'departure-confirmation' }),
      { type: 'outcome-registered', reason: 'left', effect: { outcome: 'RETURNED_INDEPENDENT' } },
      { type: 'step-withdrawn', step: 'legal-review', reason: 'trajectory-closed', effect: { close: 'legal-review' } },
      { type: 'trajectory-closed', reason: 'left', effect: { closed: true } },
    ],
  ],
]);

export const refused = recordingOf('refused', [
  [first, [referred('refused', '2026-03-01'), opened('intake', 'municipality', first)]],
  [second, [completed('intake', { heldOn: '2026-03-05' }), opened('admission', 'municipality', second)]],
  [third, [completed('admission', { decision: 'refused', decidedOn: '2026-03-18' })]],
]);

/** As the code of that time wrote it, into the tables of that time. */
export async function recordAsBefore(database: Database, { summary, personRef, batches }: Recording): Promise<void> {
  const { id, municipality, version, status, direction, outcome, parties, openedAt, updatedAt, closedAt } = summary;
  await database.query(
    {
      text: `insert into trajectories (id, person_ref, episode, municipality, version, status, direction, outcome, parties,
        overdue, opened_at, updated_at, closed_at) values ($1, $2, 1, $3, $4, $5, $6, $7, $8, false, $9, $10, $11)`,
    },
    [id, personRef, municipality, version, status, direction, outcome, parties, openedAt, updatedAt, closedAt],
  );
  for (const batch of batches) {
    for (const [i, event] of batch.events.entries()) {
      await database.query(
        {
          text: `insert into events (trajectory_id, sequence, type, at, command_id, body_hash, actor, step, reason, data,
            tells, effect) values ($1, $2, $3, $4, $5, 'h', $6, $7, $8, $9, $10, $11)`,
        },
        [
          id,
          batch.from + i,
          event.type,
          batch.at,
          batch.commandId,
          JSON.stringify(batch.actor),
          event.step ?? null,
          event.reason ?? null,
          event.data === undefined ? null : JSON.stringify(event.data),
          event.tells ?? [],
          event.effect === undefined ? null : JSON.stringify(event.effect),
        ],
      );
    }
  }
}

/** A message as the code of that time left it when its delivery had failed. */
export async function recordMessageAsBefore(database: Database, trajectoryId: string, error: string): Promise<void> {
  await database.query(
    {
      text: `insert into notifications (id, trajectory_id, municipality, sequence, event_type, step, agency, channel, subject,
        status, attempts, last_error, created_at, retry_until)
        values ($1 || '-2-municipality-mail', $1, 'utrecht', 2, 'step-opened', 'intake', 'municipality', 'mail',
          'Intake staat klaar | Intake is ready', 'failed', 3, $2,
          (select at from events where trajectory_id = $1 and sequence = 2), now())`,
    },
    [trajectoryId, error],
  );
}
