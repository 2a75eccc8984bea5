import { addDays, dayOf } from '../trajectory/terms/calendar.js';
import { exampleOn } from '../trajectory/definitions/examples.js';
import { outcomes, type Outcome } from '../lvv/codes.js';
import { standardActions, standardSteps } from '../lvv/index.js';
import type { DemoApi } from './demoApi.js';

/** How a made-up person's trajectory goes: the steps and actions in order, each by who may perform it first of all. */
type Way = readonly Move[];
interface Move {
  name: string;
  /** What is filled in otherwise than in its example; undefined leaves a field out. */
  changes: Record<string, unknown>;
}
/** Stands for the trajectory of the one who was referred before in the same city. */
const theOneBefore = 'the one before';

const peoplePerCity = 5;
const definitions = [...standardSteps, ...standardActions];

/**
 * The last days: refers some made-up people through the API, as caseworkers would, and takes them various ways. So there
 * are messages that have just been sent.
 * @returns how many people
 */
export async function playLastDays(api: DemoApi, municipalities: readonly string[]): Promise<number> {
  let people = 0;
  for (const city of municipalities) {
    let before = '';
    for (let person = 0; person < peoplePerCity; person += 1) {
      const way = ways[people % ways.length]!;
      const made = {
        calledBy: names[people % names.length],
        channel: channels[person % channels.length],
        receivedOn: day(-30 + person),
        languages: ['ti'],
      };
      const officer = `municipality:intake-officer@${city}`;
      const { id } = await api.post<{ id: string }>(officer, '/v1/trajectories', made);
      for (const { name, changes } of way) {
        const definition = definitions.find((one) => one.name === name)!;
        const { kind, performedBy } = definition;
        const filled = { ...(exampleOn(definition, day(0)) as Record<string, unknown>), ...changes };
        const body = Object.fromEntries(
          Object.entries(filled).map(([field, value]) => [field, value === theOneBefore ? before : value]),
        );
        await api.post(`${performedBy[0]}@${city}`, `/v1/trajectories/${id}/${kind}s/${name}`, body);
      }
      before = id;
      people += 1;
    }
  }
  return people;
}

const names = ['Aster', 'Biniam', 'Elsa', 'Filmon', 'Luwam', 'Merhawi', 'Rahel', 'Senait', 'Tesfay', 'Yonas', 'Zula'];
const channels = ['desk', 'partner', 'outreach', 'post', 'phone'];

const does = (name: string, changes: Record<string, unknown> = {}): Move => ({ name, changes });

const intake = does('intake', { heldOn: day(-20), needs: ['shelter', 'documents'] });
const decided = { decidedOn: day(-14) };
const admitted = does('admission', decided);
const admittedForReturn = does('admission', { ...decided, direction: 'RETURN' });
const refusal = does('admission', {
  ...decided,
  decision: 'refused',
  ground: 'outside-target-group',
  objectionUntil: day(28),
  direction: undefined,
});
const refused: Way = [refusal, does('admission-check')];
const dossier: Way = [does('dossier-ind', { deliveredOn: day(-16) }), does('dossier-dtv', { deliveredOn: day(-15) })];
const discussed: Way = [...dossier, does('rest-period', { endedOn: day(-1) })];

const review = (advice: string, again?: string): Move =>
  does('legal-review', { reviewedOn: day(-7), advice, ...(again && { reviewAgainOn: again }) });
const session = (choice: string, next?: string): Move =>
  does('return-counselling', {
    sessionOn: day(-5),
    choice,
    destination: undefined,
    ...(next && { nextSessionOn: next }),
  });
const direction = (name: string): Move => does('change-direction', { direction: name });
const procedure = (kind: string): Move => does('start-procedure', { procedure: kind, lodgedOn: day(-3) });
const outcome = (name: Outcome, more: Record<string, unknown> = {}): Move =>
  does('outcome-registration', {
    outcome: name,
    occurredOn: day(-1),
    evidenceKind: outcomes[name].evidence[0],
    ...more,
  });

const ways: readonly Way[] = [
  [],
  [intake, does('close-as-duplicate', { continuesIn: theOneBefore })],
  [intake, admitted, does('add-v-number')],
  [intake, admitted, review('LEGALISATION', day(30)), direction('LEGALISATION')],
  [intake, admittedForReturn, session('considering', day(14))],
  [intake, admittedForReturn, session('return'), outcome('RETURNED_INDEPENDENT')],
  [intake, admitted, review('LEGALISATION'), outcome('RESIDENCE_GRANTED', { ground: 'no-fault' })],
  [intake, admitted, review('LEGALISATION'), outcome('REPEAT_ASYLUM_LODGED')],
  [intake, ...refused, outcome('REFUSED_AT_ADMISSION')],
  [intake, admitted, session('declined'), outcome('MOB'), does('outcome-check')],
  [intake, does('withdraw', { saidOn: day(-2) })],
  [does('start-shelter', { from: day(-12) }), intake, ...dossier],
  [intake, ...discussed, does('schedule-conference', { meetingOn: day(14) }), does('give-position')],
  [
    intake,
    ...discussed,
    does('case-conference', {
      heldOn: day(0),
      agreement: 'dissent',
      direction: undefined,
      dissent: [{ agency: 'dtv', position: 'RETURN' }],
    }),
  ],
  [intake, refusal],
  [intake, ...refused, does('lodge-objection', { lodgedOn: day(-2), against: 'refusal-of-admission' })],
  [
    intake,
    admitted,
    does('raise-blocker', { blocker: 'identity', owner: 'avim' }),
    does('raise-blocker', { blocker: 'medical', owner: 'ngo' }),
  ],
  [
    intake,
    admitted,
    ...['repeat-asylum', 'medical-deferral', 'human-trafficking', 'regular-application', 'statelessness'].map(
      procedure,
    ),
  ],
  [intake, admitted, procedure('no-fault'), procedure('laissez-passer'), direction('ONWARD_MIGRATION')],
  [intake, admittedForReturn, session('return', day(10)), procedure('assisted-return')],
  [intake, admitted, outcome('ENDED_HOUSE_RULES')],
  [intake, admittedForReturn, outcome('RETURNED_INDEPENDENT', { followUpOn: day(60) })],
  [intake, admitted, does('suspend', { expectedUntil: day(40) })],
  [intake, admitted, outcome('MEDICAL_DEFERRAL')],
  [intake, admitted, outcome('ONWARD_MIGRATED')],
];

/** A calendar day so many days from today. */
function day(fromToday: number): string {
  return addDays(dayOf(new Date().toISOString()), fromToday);
}
