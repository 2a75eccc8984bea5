import { z } from 'zod';
import { Refusal } from '../../trajectory/refusal.js';
import type { Agency, Json } from '../../trajectory/state.js';
import { closeWith, defineAction, field, setFacts, type Text } from '../../trajectory/step.js';
import { everyone, guidance, reason } from '../fields.js';
import { oneOf } from '../labels.js';

const trajectoryId = (title: Text, purpose: Text, audience: readonly Agency[]) =>
  field(z.string().regex(/^[0-9a-z]{1,64}\.[1-9][0-9]{0,8}$/, 'The id of a trajectory.'), {
    title,
    purpose,
    audience,
  });

const mostLinks = 10;

/** Two trajectories have to do with each other. Each keeps its own history; the timeline of both says so. */
export const linkTrajectory = defineAction({
  name: 'link-trajectory',
  title: { en: 'Link another trajectory', nl: 'Koppelen aan een ander traject' },
  description: {
    en: 'Says that another trajectory is of the same person or of a relative. Nothing else changes.',
    nl: 'Zegt dat een ander traject van dezelfde persoon of van een familielid is. Verder verandert er niets.',
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
  decide: (t, input) => {
    if (input.other === t.state.id) throw new Refusal('conflict', 'A trajectory is not linked with itself.');
    const links = (t.facts['links'] ?? {}) as Record<string, Json>;
    if (!Object.hasOwn(links, input.other) && Object.keys(links).length >= mostLinks) {
      throw new Refusal('conflict', `It has ${mostLinks} links already: ${Object.keys(links).join(', ')}.`);
    }
    return [setFacts({ links: { ...links, [input.other]: input.kind } })];
  },
});

/** Two open trajectories turn out to be of one person: one goes on, the other ends here and says where. */
export const closeAsDuplicate = defineAction({
  name: 'close-as-duplicate',
  title: { en: 'Close as a duplicate', nl: 'Sluiten als dubbel traject' },
  description: {
    en: 'This person has another open trajectory, in which the work goes on. Both histories are kept; this is no outflow.',
    nl: 'Deze persoon heeft een ander open traject, waarin het werk doorgaat. Beide blijven bewaard; dit is geen uitstroom.',
  },
  performedBy: ['municipality:case-director'],
  tells: { done: ['ngo', 'dtv'] },
  input: z.strictObject({
    continuesIn: trajectoryId(
      { en: 'Goes on in trajectory', nl: 'Gaat verder in traject' },
      {
        en: 'To find where the work with this person goes on.',
        nl: 'Om te vinden waar het werk met deze persoon verdergaat.',
      },
      everyone,
    ),
    reason,
  }),
  example: { continuesIn: 'p4s3ud0nym.7', reason: 'One person, referred at two desks without a number.' },
  decide: (t, input) => {
    if (input.continuesIn === t.state.id) throw new Refusal('conflict', 'A trajectory is not a duplicate of itself.');
    return [setFacts({ continuesIn: input.continuesIn }), closeWith('DUPLICATE', input.reason)];
  },
});
