import type { Text } from '../../trajectory/language.js';
import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { fact } from '../../trajectory/replayed/fact.js';
import { knowledgeOf, takesPart } from '../../trajectory/access/knowledge.js';
import { idsIn } from '../../trajectory/definitions/others.js';
import type { TrajectoryState } from '../../trajectory/replayed/state.js';
import {
  defineAction,
  field,
  setFacts,
  tellTrajectory,
  type Message,
  type TrajectoryView,
  type Agency,
} from '../define.js';
import { guidance, reason } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { mustBeWithinReach, trajectoryId } from './otherTrajectory.js';
import { refuse } from './refusals.js';

/** A link with another trajectory, as each of the two keeps it. */
export interface Link {
  kind: 'same-person' | 'relative';
  /** The agencies that take part in both: the others may not know that the person has a relative here. */
  knownTo: Agency[];
}

const anyStep = '';
/** By the id of the other one. */
export const links = fact<Record<string, Link>>('links', {
  about: (_id, link) => ({ step: anyStep, knownTo: link.knownTo ?? ['municipality'] }),
});

/** By the id of another trajectory: its version when it last said something of a link, so that what comes late says nothing. */
const lastSaid = fact<Record<string, number>>('linksLastSaid');

const mostLinks = 10;

/** The agencies that take part in both trajectories, as far as everyone in them may know. */
function inBoth(t: TrajectoryView, other: TrajectoryState | undefined): Agency[] {
  const takePart = (state: TrajectoryState, agency: Agency) => takesPart(knowledgeOf(state), agency, undefined);
  return guidance.filter(
    (agency) => agency === 'municipality' || (other && takePart(t.state, agency) && takePart(other, agency)),
  );
}

const otherOf = ({ others }: TrajectoryView, id: string) => others?.find(({ state }) => state.id === id)?.state;
const linked = 'trajectory-linked';
const unlinked = 'trajectory-unlinked';

/** Two trajectories have to do with each other. Each keeps its own history; both have the link. */
export const linkTrajectory = defineAction({
  name: 'link-trajectory',
  title: { en: 'Link another trajectory', nl: 'Koppelen aan een ander traject' },
  done: { en: 'Linked to another trajectory', nl: 'Gekoppeld aan een ander traject' },
  group: actionGroups.record,
  description: {
    en: 'Says that another trajectory of your municipality is of the same person or of a relative. Both trajectories show it, to the agencies that take part in both. Nothing else changes.',
    nl: 'Zegt dat een ander traject van uw gemeente van dezelfde persoon of van een familielid is. Beide trajecten laten het zien, aan de partijen die in beide meedoen. Verder verandert er niets.',
  },
  performedBy: ['municipality:case-director'],
  tells: {},
  shows: {
    links: {
      title: { en: 'Linked trajectories', nl: 'Gekoppelde trajecten' },
      purpose: {
        en: 'To find the earlier history of the same person, or of a family that travels together.',
        nl: 'Om de eerdere geschiedenis van dezelfde persoon te vinden, of van een gezin dat samen reist.',
      },
      audience: guidance,
    },
  },
  input: z.strictObject({
    other: trajectoryId(
      { en: 'Other trajectory', nl: 'Ander traject' },
      {
        en: 'To find the earlier history of the same person, or of a family that travels together.',
        nl: 'Om de eerdere geschiedenis van dezelfde persoon te vinden, of van een gezin dat samen reist.',
      },
      guidance,
    ),
    kind: field(oneOf(['same-person', 'relative']), {
      title: { en: 'Kind of link', nl: 'Soort koppeling' },
      purpose: {
        en: 'To tell whether it is one person or two.',
        nl: 'Om te weten of het om één persoon gaat of om twee.',
      },
      audience: guidance,
    }),
    reason,
  }),
  example: { other: 'p4s3ud0nym.7', kind: 'same-person', reason: 'The same person was referred under another name.' },
  looksAt: (_state, { other }) => ({ ids: idsIn(other) }),
  knownTo: (t, { other }) => inBoth(t, otherOf(t, other)),
  decide: (t, { other, kind }) => {
    if (other === t.state.id) throw refuse('conflict', 'link-with-itself');
    const theirs = mustBeWithinReach(t, other, 'other');
    if (theirs?.status === 'closed') throw refuse('conflict', 'link-with-closed');
    const known = t.fact(links) ?? {};
    for (const [id, all] of [
      [other, known] as const,
      [t.state.id, (theirs && links.of(theirs.facts)) ?? {}] as const,
    ]) {
      if (Object.hasOwn(all, id) || Object.keys(all).length < mostLinks) continue;
      throw refuse('conflict', all === known ? 'most-links' : 'most-links-there', { most: mostLinks });
    }
    const knownTo = inBoth(t, theirs);
    return [
      setFacts(links.set({ ...known, [other]: { kind, knownTo } })),
      tellTrajectory(other, linked, { ...sender(t), kind, knownTo }),
    ];
  },
});

/** A link that was wrong goes from both. */
export const unlinkTrajectory = defineAction({
  name: 'unlink-trajectory',
  title: { en: 'Remove a link', nl: 'Koppeling verwijderen' },
  done: { en: 'Link removed', nl: 'Koppeling verwijderd' },
  group: actionGroups.record,
  description: {
    en: 'The link with another trajectory was wrong. It goes from both.',
    nl: 'De koppeling met een ander traject klopt niet. Die verdwijnt uit beide trajecten.',
  },
  performedBy: ['municipality:case-director'],
  tells: {},
  input: z.strictObject({
    other: trajectoryId(
      { en: 'Other trajectory', nl: 'Ander traject' },
      { en: 'To know which link is removed.', nl: 'Om te weten welke koppeling verdwijnt.' },
      guidance,
    ),
    reason,
  }),
  example: { other: 'p4s3ud0nym.7', reason: 'These are two families of one name.' },
  offeredWhen: (t) => Object.keys(t.fact(links) ?? {}).length > 0,
  knownTo: (t, { other }) => t.fact(links)?.[other]?.knownTo ?? ['municipality'],
  decide: (t, { other }) => {
    const { [other]: link, ...rest } = t.fact(links) ?? {};
    if (!link) throw refuse('conflict', 'no-such-link');
    return [setLinks(rest), tellTrajectory(other, unlinked, { ...sender(t), knownTo: link.knownTo ?? [] })];
  },
});

const setLinks = (all: Record<string, Link>) => setFacts(links.set(Object.keys(all).length === 0 ? null : all));

const sender = ({ state }: TrajectoryView) => ({ from: state.id, version: state.version + 1 });

interface Said {
  from: string;
  /** Of the one that sends it, when it said so. */
  version: number;
  kind: Link['kind'];
  knownTo: Agency[];
}
const said = (input: unknown) => input as Said;
const knownTo = (input: unknown): Agency[] => [...new Set<Agency>(['municipality', ...said(input).knownTo])];

function message(
  name: string,
  title: Text,
  linksAfter: (all: Record<string, Link>, by: Said) => Record<string, Link>,
): Message {
  return {
    name,
    title,
    tells: ['municipality'],
    knownTo,
    decide: (t, input) => {
      const by = said(input);
      const before = t.fact(lastSaid) ?? {};
      if ((before[by.from] ?? 0) > by.version) return [];
      return [
        setLinks(linksAfter(t.fact(links) ?? {}, by)),
        setFacts(lastSaid.set({ ...before, [by.from]: by.version })),
      ];
    },
  };
}

export const linkMessages: readonly Message[] = [
  message(linked, { nl: 'Een ander traject is gekoppeld', en: 'Another trajectory was linked' }, (all, by) => ({
    ...all,
    [by.from]: { kind: by.kind, knownTo: by.knownTo },
  })),
  message(unlinked, { nl: 'Een koppeling is verwijderd', en: 'A link was removed' }, ({ ...all }, by) => {
    delete all[by.from];
    return all;
  }),
];
