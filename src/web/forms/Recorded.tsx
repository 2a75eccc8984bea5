import { useKnownMe } from '../api/me.ts';
import { useTexts, useLanguage, type Text } from '../language/language.tsx';
import { useFormats } from '../language/formats.ts';
import { useNames } from '../language/names.ts';
import { isProposedCorrection, proposedTexts, type Preview } from './PreviewView.tsx';

const texts = {
  recorded: { nl: 'Vastgelegd:', en: 'Recorded:' },
  told: { nl: 'Er gaat bericht naar', en: 'A message goes to' },
  nobody: { nl: 'Niemand krijgt hiervan bericht.', en: 'Nobody is told of this.' },
  opens: { nl: 'Er staat nu klaar:', en: 'Ready now:' },
};

/** What has been recorded, who is told and what is ready now: as the preview said, on the same version. */
export function Recorded({ title, preview }: { title: Text; preview: Preview | null }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  const formats = useFormats();
  const me = useKnownMe();
  const whom = ({ agency, municipality }: Preview['told'][number]): string =>
    municipality === me.municipality
      ? names.agency(agency)
      : `${names.agency(agency)} (${names.municipality(municipality)})`;
  const proposed = useTexts(proposedTexts);
  const isProposed = isProposedCorrection(preview);
  const told = [...new Set(preview?.told.map(whom))];
  return (
    <>
      <p>
        <strong>
          {t.recorded} {isProposed ? proposed.proposed : say(title)}
        </strong>
      </p>
      {isProposed && <p>{proposed.waits}</p>}
      {preview && <p>{told.length === 0 ? t.nobody : `${t.told} ${formats.list(told)}.`}</p>}
      {preview && preview.opens.length > 0 && (
        <p>
          {t.opens} {formats.list(preview.opens.map((one) => say(one.title)))}.
        </p>
      )}
    </>
  );
}
