import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import { calendarDays } from '../../src/trajectory/terms/deadlines.js';
import { exampleOn } from '../../src/trajectory/definitions/examples.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import type { Cases } from '../../src/statistics/cases/cases.js';
import { casesOf as casesOfRecorded } from './caseRecord.js';
import { actor, definition, Play, programmeWith } from './play.js';

/**
 * Short life stories, played through the real definitions. One line each:
 *
 *     name, municipality: what day [what else]; what day [what else] (known day); …
 *
 * Everything is recorded on the day on which it happened, unless `(known …)` says when. Who is back after an earlier story
 * is `name after name`.
 */
export interface Story {
  name: string;
  play: Play;
}

type Teller = (story: Telling, day: string, more: string) => void;
interface Telling {
  play: Play;
  perform(name: string, filled?: Record<string, Json | undefined>, municipality?: string): void;
}

const ladder = [
  { level: 'local-steering-group', title: { en: 'Steering group', nl: 'Stuurgroep' }, term: calendarDays(30) },
];
const evidenceOf: Record<string, string> = {
  RETURNED_INDEPENDENT: 'departure-confirmation',
  RESIDENCE_GRANTED: 'ind-decision',
  MOB: 'last-contact-report',
  DECEASED: 'civil-registry',
  REFUSED_AT_ADMISSION: 'reasoned-decision',
};
const ended = (outcome: string, occurredOn: string) => ({
  outcome,
  occurredOn,
  evidenceKind: evidenceOf[outcome] ?? null,
  ...(outcome === 'RESIDENCE_GRANTED' && { ground: 'regular' }),
});

/** What can happen, by the word for it. */
const tellers: Record<string, Teller> = {
  intake: ({ perform }, heldOn) => perform('intake', { heldOn }),
  discussed: ({ play, perform }, heldOn, direction) => {
    for (const before of ['dossier-ind', 'dossier-dtv', 'rest-period']) if (play.open.includes(before)) perform(before);
    perform('case-conference', { heldOn, direction });
  },
  admitted: ({ perform }, decidedOn, direction) =>
    perform('admission', { decidedOn, direction: direction === '' ? undefined : direction }),
  refused: ({ perform }, decidedOn) => {
    perform('admission', {
      decision: 'refused',
      ground: 'outside-target-group',
      decidedOn,
      direction: undefined,
    });
    perform('admission-check');
  },
  objected: ({ perform }, lodgedOn) => perform('lodge-objection', { against: 'refusal-of-admission', lodgedOn }),
  upheld: ({ perform }, decidedOn, admittedFrom) =>
    perform('objection-decision', { result: 'upheld', decidedOn, admittedFrom }),
  direction: ({ perform }, _day, direction) => perform('change-direction', { direction }),
  escalated: ({ perform }) => perform('escalate'),
  answered: ({ perform }, heldOn, direction) => perform('escalation', { heldOn, direction }),
  sheltered: ({ play, perform }, from) =>
    perform('start-shelter', {
      from,
      basis: play.state.facts['admission'] === 'admitted' ? 'admitted' : 'before-admission',
    }),
  unsheltered: ({ perform }, endedOn) => perform('end-shelter', { endedOn }),
  suspended: ({ perform }) => perform('suspend'),
  transferred: ({ perform }, _day, to) => {
    perform('offer-transfer', { to });
    perform('accept-transfer', {}, to);
  },
  left: ({ play, perform }, day, outcome) => {
    perform('outcome-registration', ended(outcome, day));
    if (play.open.includes('outcome-check')) perform('outcome-check');
  },
  ended: ({ play, perform }, day, outcome) => {
    perform('register-ending', ended(outcome, day));
    if (play.open.includes('outcome-check')) perform('outcome-check');
  },
  withdrew: ({ perform }, saidOn) => perform('withdraw', { saidOn }),
  reopened: ({ perform }) => perform('reopen'),
  duplicate: ({ play, perform }) => {
    perform('close-as-duplicate');
    if (play.open.includes('duplicate-check')) perform('duplicate-check');
  },
};

export function storiesOf(lines: string, municipalities: readonly string[]): Story[] {
  const told: Story[] = [];
  for (const line of lines.trim().split('\n')) {
    const [, name, before, municipality, events] = /^\s*(\w+)(?: after (\w+))?, (\w+): (.*)$/.exec(line)!;
    const earlier = told.find((one) => one.name === before);
    let play: Play | undefined;
    for (const event of events!.split('; ')) {
      const [, what, day, more = '', known = day] =
        /^(\w+) (\S+)(?: ([A-Z_]+|[\d-]+|[a-z]+))?(?: \(known (\S+)\))?$/.exec(event.trim())!;
      if (!play) {
        const programme = { ...programmeWith(undefined, { ladder }), municipality: municipality!, municipalities };
        const input = { ...(exampleOn(definition('referral'), known!) as object), receivedOn: day! };
        const episode = earlier ? earlier.play.state.episode + 1 : 1;
        play = new Play(earlier?.play.state.personRef ?? name, known, { programme, episode, input });
      } else tellers[what!]!(tellingOf(play.goTo(known!)), day!, more);
    }
    told.push({ name: name!, play: play! });
  }
  return told;
}

function tellingOf(play: Play): Telling {
  return {
    play,
    perform: (name, filled = {}, municipality = play.state.municipality) => {
      play.now += 60_000;
      const { performedBy } = definition(name);
      const example = exampleOn(definition(name), dayOf(play.instant)) as object;
      const input = JSON.parse(JSON.stringify({ ...example, ...filled })) as Json;
      const by = actor(performedBy[0]!, municipality);
      play.take(decide(play.programme, play.state, play.command(name, { input, actor: by }), play.instant));
    },
  };
}

/** What counts of them, as the register would have it. */
export const casesOf = (stories: readonly Story[]): Cases => casesOfRecorded(stories.map(({ play }) => play));
