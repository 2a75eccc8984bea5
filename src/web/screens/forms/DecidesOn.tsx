import { useId } from 'react';
import type { paths } from '../../api/schema.d.ts';
import { DataList } from '../../components/basic.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { Value } from '../trajectory/Value.tsx';
import { useFilledFields } from '../trajectory/filledFields.ts';

type Moves = paths['/v1/trajectories/{id}/moves']['get']['responses'][200]['content']['application/json'];

const texts = {
  title: { nl: 'Hierover beslist u', en: 'You decide on this' },
  theirs: { nl: 'Hierover beslist een collega', en: 'A colleague decides on this' },
  by: { nl: 'Ingevuld door', en: 'Filled in by' },
  for: { nl: 'namens', en: 'on behalf of' },
  at: { nl: 'Ingevuld op', en: 'Filled in on' },
};

/** What someone filled in earlier and is decided on in this form: nobody confirms what they do not see. */
export function DecidesOn({ on, mine }: { on: Moves['items'][number]['decidesOn'][number]; mine: boolean }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const heading = useId();
  const whose = mine ? t.title : t.theirs;
  const { name, title, by, onBehalfOf, at, fields, input } = on;
  const schemas = useFilledFields(name, input);
  const rows = fields.map(({ field, title: label }) => ({
    key: field,
    label: say(label),
    value: <Value of={input[field]} schema={schemas[field]} />,
  }));
  if (by !== null) {
    const who = onBehalfOf === null ? by : `${by}, ${t.for} ${onBehalfOf}`;
    rows.push({ key: ' by', label: t.by, value: <>{who}</> });
  }
  if (at !== null) rows.push({ key: ' at', label: t.at, value: <time dateTime={at}>{formats.instant(at)}</time> });
  return (
    <section className="b-card b-stack" aria-labelledby={heading}>
      <h2 id={heading} className="utrecht-heading-3">
        {title ? `${whose}: ${say(title)}` : whose}
      </h2>
      <DataList rows={rows} />
    </section>
  );
}
