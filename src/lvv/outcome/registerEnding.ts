import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { defineAction, field, typed } from '../define.js';
import { outcomesOf } from '../codes.js';
import { conclude, mustFit, isUndecided, mustBeUndecided, stageOf } from './conclusion.js';
import { everyone, reason } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { outcomeFields } from './outcomeFields.js';
import { proposerOf } from '../casework/secondPair.js';
import { refuse } from './refusals.js';

/**
 * A case ends before there is a decision on admission: the person died, vanished, was detained or removed, lodged a repeat
 * application, … It is registered as it happened, with its day and evidence, and counts as someone who was not admitted.
 */
export const registerEnding = defineAction({
  name: 'register-ending',
  title: { en: 'Register an ending before admission', nl: 'Einde vóór toelating vastleggen' },
  done: { en: 'Ending before admission registered', nl: 'Einde vóór toelating vastgelegd' },
  group: actionGroups.ending,
  description: {
    en: 'Registers how the case ended before admission was decided, with evidence, and closes it. The person counts as not admitted. An ending without a solution holds when a colleague has checked it.',
    nl: 'Legt vast hoe het traject eindigde voordat er een besluit over toelating was, met bewijs, en sluit het. De persoon telt als niet toegelaten. Een einde zonder oplossing geldt na controle door een collega.',
  },
  performedBy: ['municipality:case-director'],
  tells: { done: ['ngo', 'dtv', 'ind'] },
  input: z.strictObject({
    outcome: field(oneOf(outcomesOf('before-admission')), {
      title: { en: 'How it ended', nl: 'Hoe het eindigde' },
      purpose: {
        en: 'To account for how the case ended, and to count it apart from those who took part.',
        nl: 'Om te verantwoorden hoe het traject eindigde, en dat apart te tellen van wie meededen.',
      },
      audience: everyone,
    }),
    ...outcomeFields,
    reason,
  }),
  example: {
    outcome: 'DECEASED',
    occurredOn: '2026-11-02',
    evidenceKind: 'civil-registry',
    evidence: 'BRP-2026-0117',
    reason: 'The hospital told the counsellor; the certificate is in the file.',
  },
  offeredWhen: (t) => stageOf(t) === 'before-admission' && isUndecided(t),
  decide: (t, input) => {
    if (stageOf(t) !== 'before-admission') {
      throw refuse('conflict', 'admission-was-decided', { registration: 'outcome-registration' });
    }
    mustBeUndecided(t);
    mustFit(t, input.outcome);
    const conclusion = {
      outcome: input.outcome,
      occurredOn: input.occurredOn,
      evidenceKind: input.evidenceKind,
      followUpOn: null,
      ...proposerOf(t.actor),
      reason: typed(input.reason),
    };
    return conclude(t, conclusion, 'register-ending', input);
  },
});
