import { security } from '../../src/api/sharing/processing.js';
import { lvv, referral, standardActions, standardSteps } from '../../src/lvv/index.js';
import { processingActivities, type ProcessingActivity } from '../../src/trajectory/access/sharing.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Agency } from '../../src/trajectory/replayed/state.js';

/** The register of processing as a page: made from the definitions, so that it can't say anything else. */
export function processingPage(): string {
  const activities = processingActivities([referral, ...standardSteps, ...standardActions], agencies);
  return [intro, ...activities.map(activityOf)].join('\n\n') + '\n';
}

const both = ({ en, nl }: { en: string; nl: string }) => `${en}\n  _${nl}_`;
const list = (names: readonly string[]) => (names.length === 0 ? 'nobody' : names.join(', '));

const intro = `# The register of processing activities (art. 30 GDPR)

<!-- Made from the steps and actions by test/sharing/processing.test.ts: WRITE_DOCS=1 writes it. -->

What is done with data of persons, by activity: for what, which data, and who can see them. \`GET /v1/processing-register\`
gives it as JSON, with what is settled in each installation: which municipality answers for it (the controller), on what its
programme rests, who are partners in it, and how long what is left is kept. None of these are here, because they are
configuration: no source gives the legal basis, the arrangement between the parties or the times of keeping (they were in the
covenants). Who ships this fills them in, with their data protection officer.

- ${both(lvv.persons)}
- ${both(lvv.abroad)}

How it is guarded:

${security.map((each) => `- ${both(each)}`).join('\n')}

An activity is called \`trajectory.<step or action>\`, here and in the log of access.`;

function activityOf({
  activity,
  title,
  purposes: _each,
  knownTo,
  performedBy,
  data,
  facts,
}: ProcessingActivity): string {
  const seen = (audience: readonly Agency[]) => list(audience.length === agencies.length ? ['all parties'] : audience);
  return [
    `## ${title.en} (${title.nl})`,
    [
      `\`${activity}\``,
      `performed by ${list(performedBy)}`,
      ...(knownTo.length < agencies.length ? [`**known only to ${list(knownTo)}**`] : []),
    ].join('; ') + '.',
    [
      ...data.map(
        (one) =>
          `- **${one.title.en}** (\`${one.field}\`, ${one.title.nl}; seen by ${seen(one.audience)}${one.kept ? '' : ', since it is not kept'}). ${both(one.purpose)}`,
      ),
      ...facts.map(
        (one) =>
          `- Kept as a fact: **${one.title.en}** (\`${one.fact}\`, ${one.title.nl}; seen by ${seen(one.audience)}). ${both(one.purpose)}`,
      ),
    ].join('\n'),
  ].join('\n\n');
}
