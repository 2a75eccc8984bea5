import { getDefaultFormState } from '@rjsf/utils';
import { useMemo } from 'react';
import { Alert, Button } from '../components/basic.tsx';
import { useFormats } from '../language/formats.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { askedNow, withoutImpossible } from './askedNow.ts';
import type { DeclaredSchema } from './declaredSchema.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { asked, localized } from './localized.ts';
import type { Input } from './stages.ts';
import { ThemedForm } from './theme.tsx';
import { errorSchemaOf, interpreter, type FieldFault } from './validation.ts';

const texts = {
  next: { nl: 'Verder: wie krijgt bericht?', en: 'Next: who will be told?' },
  draft: { nl: 'Teruggezet: wat u eerder had ingevuld, van', en: 'Put back: what you filled in earlier, of' },
  drop: { nl: 'Leeg beginnen', en: 'Begin empty' },
  kept: {
    nl: 'Wat u invult wordt versleuteld bewaard tot u verstuurt.',
    en: 'What you fill in is kept, encrypted, until you send it.',
  },
  asking: {
    nl: 'Even geen antwoord. Zodra dat er is, gaat dit vanzelf verder; er is nog niets verstuurd.',
    en: 'No answer for a moment. This goes on by itself as soon as there is one; nothing has been sent yet.',
  },
};

/** No answer is chosen beforehand: the form library would tick the first of a list. */
const defaults = { requiredBooleanDefault: 'skip', constAsDefaults: 'never' } as const;

/** The form itself. */
export function FillStage({
  schema,
  begin,
  input,
  foundFrom,
  faults,
  asking,
  onChange,
  onSubmit,
  onEmpty,
}: {
  schema: DeclaredSchema;
  /** Filled in beforehand where nothing was typed. */
  begin: Input | undefined;
  /** What was typed; null for nothing yet. */
  input: Input | null;
  /** When what was typed comes from before: since when. */
  foundFrom: string | null;
  faults: readonly FieldFault[];
  /** Whether it is asked what would come of it, and for so long that the user should be told. */
  asking: 'no' | 'yes' | 'waiting';
  onChange(input: Input): void;
  onSubmit(input: Input): void;
  onEmpty(): void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const { language } = useLanguage();
  const whole = useMemo(() => localized(schema, language), [schema, language]);
  // With what the schema fills in itself, so that the form does not take that for something typed.
  const empty = useMemo(
    () => getDefaultFormState(interpreter, whole, begin ?? {}, whole, false, defaults) as Input,
    [whole, begin],
  );
  const filled = input ?? empty;
  const form = useMemo(() => askedNow(schema, filled), [schema, filled]);
  const shown = useMemo(() => localized(form, language), [form, language]);
  const ui = useMemo(() => asked(schema), [schema]);
  const errors = useMemo(() => errorSchemaOf(faults, language), [faults, language]);
  return (
    <>
      {foundFrom !== null && (
        <Alert type="info" live>
          <p>
            {t.draft} {formats.instant(foundFrom)}.
          </p>
          <Button onClick={onEmpty}>{t.drop}</Button>
        </Alert>
      )}
      {asking === 'waiting' && (
        <Alert type="warning" live answers>
          <p>{t.asking}</p>
        </Alert>
      )}
      {faults.length > 0 && <ErrorSummary faults={faults} schema={schema} />}
      <ThemedForm
        schema={shown}
        uiSchema={ui}
        formData={filled}
        validator={interpreter}
        noValidate
        noHtml5Validate
        experimental_defaultFormStateBehavior={defaults}
        showErrorList={false}
        extraErrors={errors}
        onChange={({ formData }) => onChange(withoutImpossible(schema, formData ?? {}))}
        onSubmit={({ formData }) => onSubmit(formData ?? {})}
      >
        <p className="b-soft">{t.kept}</p>
        <Button type="submit" kind="primary" busy={asking !== 'no'}>
          {t.next}
        </Button>
      </ThemedForm>
    </>
  );
}
