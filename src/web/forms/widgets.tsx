import type { BaseInputTemplateProps, WidgetProps } from '@rjsf/utils';
import { Button } from '../components/basic.tsx';
import { useTexts } from '../language/language.tsx';

const texts = {
  choose: { nl: 'Maak een keuze', en: 'Choose' },
  none: { nl: 'Geen keuze', en: 'No choice' },
  clear: { nl: 'Keuze wissen', en: 'Clear the choice' },
  yes: { nl: 'Ja', en: 'Yes' },
  no: { nl: 'Nee', en: 'No' },
};

/** What ties a control to its description and its error, for who hears them. */
function tied({ id, rawErrors = [], schema, required }: WidgetProps) {
  const described = [
    schema.description !== undefined && `${id}__description`,
    rawErrors.length > 0 && `${id}__error`,
  ].filter(Boolean);
  return {
    id,
    name: id,
    'aria-describedby': described.join(' ') || undefined,
    'aria-invalid': rawErrors.length > 0 || undefined,
    'aria-required': required || undefined,
  };
}

export function InputTemplate(props: BaseInputTemplateProps) {
  const { value, onChange, schema, disabled } = props;
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  const read = (text: string): unknown => (text === '' ? undefined : isNumber ? Number(text) : text);
  return (
    <input
      {...tied(props)}
      type={isNumber ? 'number' : 'text'}
      {...(isNumber && { min: schema.minimum, max: schema.maximum, step: schema.type === 'integer' ? 1 : 'any' })}
      className="utrecht-textbox utrecht-textbox--html-input"
      value={value ?? ''}
      disabled={disabled}
      autoComplete="off"
      onChange={({ target }) => onChange(read(target.value))}
    />
  );
}

export function DateWidget(props: WidgetProps) {
  return (
    <input
      {...tied(props)}
      type="date"
      className="utrecht-textbox utrecht-textbox--html-input b-date"
      value={props.value ?? ''}
      disabled={props.disabled}
      onChange={({ target }) => props.onChange(target.value === '' ? undefined : target.value)}
    />
  );
}

export function TextareaWidget(props: WidgetProps) {
  return (
    <textarea
      {...tied(props)}
      rows={4}
      className="utrecht-textarea utrecht-textarea--html-textarea"
      value={props.value ?? ''}
      disabled={props.disabled}
      onChange={({ target }) => props.onChange(target.value === '' ? undefined : target.value)}
    />
  );
}

export function SelectWidget(props: WidgetProps) {
  const t = useTexts(texts);
  const options = props.options.enumOptions ?? [];
  return (
    <select
      {...tied(props)}
      className="utrecht-select utrecht-select--html-select"
      value={props.value ?? ''}
      disabled={props.disabled}
      onChange={({ target }) => props.onChange(target.value === '' ? undefined : target.value)}
    >
      <option value="">{props.required || props.value === undefined ? t.choose : t.none}</option>
      {options.map(({ value, label }) => (
        <option key={String(value)} value={String(value)}>
          {label}
        </option>
      ))}
    </select>
  );
}

export function RadioWidget(props: WidgetProps) {
  const t = useTexts(texts);
  const { id, label, value, onChange, disabled, schema, required } = props;
  const clear = (): void => {
    onChange(undefined);
    // The button goes; one is still at the question.
    document.getElementById(`${id}-0`)?.focus();
  };
  const yesOrNo = [
    { value: true, label: t.yes },
    { value: false, label: t.no },
  ];
  const options = schema.type === 'boolean' ? yesOrNo : (props.options.enumOptions ?? []);
  return (
    <div className="b-choices">
      {options.map((option, index) => (
        <label key={String(option.value)} className="b-choice">
          <input
            type="radio"
            id={`${id}-${index}`}
            name={id}
            className="utrecht-radio-button utrecht-radio-button--html-input"
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
      {!required && value !== undefined && (
        <div>
          <Button kind="subtle" disabled={disabled} onClick={clear} aria-label={`${t.clear}: ${label}`}>
            {t.clear}
          </Button>
        </div>
      )}
    </div>
  );
}

export function CheckboxesWidget(props: WidgetProps) {
  const { id, onChange, disabled } = props;
  const chosen: unknown[] = Array.isArray(props.value) ? props.value : [];
  const options = props.options.enumOptions ?? [];
  return (
    <div className="b-choices">
      {options.map(({ value, label }, index) => (
        <label key={String(value)} className="b-choice">
          <input
            type="checkbox"
            id={`${id}-${index}`}
            className="utrecht-checkbox utrecht-checkbox--html-input"
            checked={chosen.includes(value)}
            disabled={disabled}
            onChange={({ target }) =>
              // In the order in which they are offered, whatever the order of choosing.
              onChange(
                options
                  .map((option) => option.value as unknown)
                  .filter((one) => (one === value ? target.checked : chosen.includes(one))),
              )
            }
          />
          {label}
        </label>
      ))}
    </div>
  );
}
