import { useTitles } from '../catalogue/catalogue.ts';
import type { paths } from '../api/schema.d.ts';
import { Alert, Badge, Section } from '../components/basic.tsx';
import { Term } from '../components/Term.tsx';
import { useFormats } from '../language/formats.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useNames } from '../language/names.ts';

/** Of a step or action it is of a version of the trajectory; of a referral there is none yet. */
export type Preview = paths['/v1/referrals/preview']['post']['responses'][200]['content']['application/json'] & {
  version?: number;
};

const texts = {
  told: { nl: 'Wie krijgt wat te horen', en: 'Who will be told what' },
  nobody: { nl: 'Niemand krijgt hiervan bericht.', en: 'Nobody is told of this.' },
  opens: { nl: 'Wat er klaar komt te staan', en: 'What will be ready' },
  closes: { nl: 'Wat er niet meer open staat', en: 'What will not be open any more' },
  seen: { nl: 'Wie ziet wat u hebt ingevuld', en: 'Who sees what you have filled in' },
  newParty: { nl: 'wordt nu partij', en: 'becomes a party now' },
  nothing: { nl: 'niets', en: 'nothing' },
  by: { nl: 'uiterlijk', en: 'at the latest' },
  mail: { nl: 'per e-mail', en: 'by e-mail' },
  webhook: { nl: 'via hun systeem', en: 'through their system' },
  inbox: { nl: 'in de werklijst', en: 'in the work list' },
};

/** Whether it only proposes a correction, which a colleague then looks at. */
export const isProposedCorrection = (preview: Preview | null): boolean =>
  preview?.events.some(({ type }) => type === 'correction-proposed') ?? false;

/** Said before it is sent and after. */
export const proposedTexts = {
  waits: {
    nl: 'Een collega controleert deze correctie. Tot dan verandert er niets.',
    en: 'A colleague checks this correction. Until then nothing changes.',
  },
  proposed: { nl: 'Correctie voorgesteld', en: 'Correction proposed' },
};

/** What would come of it, before it is sent: nothing has been changed or told yet. */
export function PreviewView({ preview }: { preview: Preview }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  const formats = useFormats();
  const titles = useTitles();
  const titleOf = (field: string): string => {
    const found = preview.fields.find((one) => one.field === field);
    return found ? say(found.title) : field;
  };
  const { waits } = useTexts(proposedTexts);
  return (
    <>
      {isProposedCorrection(preview) && (
        <Alert type="info">
          <p>{waits}</p>
        </Alert>
      )}
      <Section title={t.told}>
        {preview.told.length === 0 && <p className="utrecht-paragraph">{t.nobody}</p>}
        <ul className="b-told">
          {preview.told.map(({ agency, municipality, channels, subject }) => (
            <li key={`${agency} ${municipality} ${subject.en}`}>
              <strong>
                {names.agency(agency)} ({names.municipality(municipality)})
              </strong>
              , {formats.list(channels.map((channel) => t[channel]))}: {say(subject)}
            </li>
          ))}
        </ul>
      </Section>
      {preview.opens.length > 0 && (
        <Section title={t.opens}>
          <ul className="b-told">
            {preview.opens.map(({ step, title, responsible, fatalDate }) => (
              <li key={step} className="b-row">
                <strong>{say(title)}</strong> {names.agency(responsible)}
                {fatalDate !== null && (
                  <>
                    , {t.by} <Term day={fatalDate} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {preview.closes.length > 0 && (
        <Section title={t.closes}>
          <p className="utrecht-paragraph">{formats.list(preview.closes.map(titles.step))}</p>
        </Section>
      )}
      {preview.seen.length > 0 && (
        <Section title={t.seen}>
          <ul className="b-told">
            {preview.seen.map(({ agency, newParty, fields }) => (
              <li key={agency}>
                <strong>{names.agency(agency)}</strong>
                {newParty && (
                  <>
                    {' '}
                    <Badge tone="warning">{t.newParty}</Badge>
                  </>
                )}
                : {fields.length === 0 ? t.nothing : formats.list(fields.map(titleOf))}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
