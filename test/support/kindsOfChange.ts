import { z } from 'zod';
import { calendarDays } from '../../src/trajectory/terms/deadlines.js';
import type { Foretold } from '../../src/trajectory/reading/foretold.js';
import { programmesOf, type Programme } from '../../src/trajectory/definitions/programme.js';
import { agencies } from '../../src/lvv/agencies.js';
import { programmeOf, talkAsItWas, talkLike } from './changing.js';
import { plain } from './fields.js';

/** Every kind of change of a definition, with what it does to the step of which it is the definition. */

export interface Change {
  programme: Programme;
  /** What it does to the step that is open. */
  whenOpen: Foretold;
}

export const nothing: Foretold = { effect: 'same', changes: [] };
const changes = (...each: string[]): Foretold => ({ effect: 'changes', changes: each });
const withTalk = (talk: Parameters<typeof talkLike>[0], rules: Programme['rules'] = {}) =>
  programmeOf(talkLike(talk), { rules });

export const kinds: Record<string, Change> = {
  'renamed, and says what it was': {
    programme: withTalk({ name: 'conversation', formerly: ['talk'] }),
    whenOpen: changes('Step renamed: conversation (Talk), from talk, because the step is set up differently now'),
  },
  'renamed, without saying so': {
    programme: withTalk({ name: 'conversation' }),
    whenOpen: {
      effect: 'loses',
      changes: ['Step withdrawn: talk, because this step no longer exists', 'Step is ready: conversation (Talk)'],
    },
  },
  removed: {
    programme: programmeOf(null),
    whenOpen: { effect: 'loses', changes: ['Step withdrawn: talk, because this step no longer exists'] },
  },
  'performed by another role': {
    programme: withTalk({ performedBy: ['ngo:legal', 'ngo:counsellor'] }),
    whenOpen: nothing,
  },
  "another agency's": {
    programme: withTalk({ responsible: 'municipality', performedBy: ['municipality:case-director'] }),
    whenOpen: changes('Step handed over: talk (Talk), to the municipality, because the step is set up differently now'),
  },
  'renamed and another agency’s at once': {
    programme: withTalk({
      name: 'conversation',
      formerly: ['talk'],
      responsible: 'dtv',
      performedBy: ['dtv:departure-officer'],
    }),
    whenOpen: changes(
      'Step renamed: conversation (Talk), from talk, because the step is set up differently now',
      'Step handed over: conversation (Talk), to DT&V, because the step is set up differently now',
    ),
  },
  'with a field renamed': {
    programme: withTalk({ heldOn: { name: 'happenedOn', formerly: ['heldOn'] } }),
    whenOpen: nothing,
  },
  'with a field removed': { programme: withTalk({ heldOn: null }), whenOpen: nothing },
  'with a field made compulsory': {
    programme: withTalk({ more: { place: plain(z.string()) }, example: { place: 'here' } }),
    whenOpen: nothing,
  },
  'with a field tightened': {
    programme: withTalk({ more: { place: plain(z.enum(['here'])) }, example: { place: 'here' } }),
    whenOpen: nothing,
  },
  'with a fact renamed': {
    programme: withTalk({ fact: { name: 'spokenOn', formerly: ['talkedOn'], shown: true } }),
    whenOpen: nothing,
  },
  'with a fact removed': { programme: withTalk({ fact: { name: 'other', shown: false } }), whenOpen: nothing },
  'with other terms': {
    programme: withTalk({ terms: { ...talkAsItWas.terms, fatal: calendarDays(60) } }),
    whenOpen: nothing,
  },
  'in a compartment': {
    programme: withTalk({ knownTo: ['municipality', 'ngo'] }),
    whenOpen: changes('Step shielded: talk (Talk), because the step is set up differently now'),
  },
  'of a partner that left': {
    programme: withTalk(
      { performedBy: ['ngo:counsellor', 'municipality:case-director'] },
      { partners: agencies.filter((agency) => agency !== 'ngo') },
    ),
    whenOpen: changes(
      'Step handed over: talk (Talk), to the municipality, because the programme of the municipality changed',
    ),
  },
  'of a partner that left, when nobody else performs it': {
    programme: withTalk({}, { partners: agencies.filter((agency) => agency !== 'ngo') }),
    whenOpen: {
      effect: 'loses',
      changes: ['Step withdrawn: talk (Talk), because the programme of the municipality changed'],
    },
  },
};

export const everywhere = (programme: Programme) =>
  programmesOf(['utrecht', 'groningen'].map((municipality) => ({ ...programme, municipality })));
