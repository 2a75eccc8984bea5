import { useId, type ReactNode } from 'react';

interface FieldProps {
  label: string;
  help?: ReactNode;
  error?: string;
}

/** A label, its control, what helps and what is wrong, tied together for who hears them. */
function Field({
  label,
  help,
  error,
  children,
}: FieldProps & { children: (tied: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode }) {
  const id = useId();
  const described = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={`utrecht-form-field ${error === undefined ? '' : 'utrecht-form-field--invalid'}`}>
      <div className="utrecht-form-field__label">
        <label className="utrecht-form-label" htmlFor={id}>
          {label}
        </label>
      </div>
      {help !== undefined && (
        <div id={`${id}-help`} className="utrecht-form-field__description utrecht-form-field-description">
          {help}
        </div>
      )}
      {error !== undefined && (
        <div id={`${id}-error`} className="utrecht-form-field__error-message utrecht-form-field-error-message">
          {error}
        </div>
      )}
      <div className="utrecht-form-field__input">
        {children({
          id,
          ...(described !== '' && { 'aria-describedby': described }),
          ...(error !== undefined && { 'aria-invalid': true as const }),
        })}
      </div>
    </div>
  );
}

export function TextField({
  value,
  onChange,
  type = 'text',
  ...field
}: FieldProps & {
  value: string;
  onChange(value: string): void;
  type?: 'text' | 'date' | 'search' | 'month' | 'datetime-local';
}) {
  return (
    <Field {...field}>
      {(tied) => (
        <input
          {...tied}
          type={type}
          className="utrecht-textbox utrecht-textbox--html-input"
          value={value}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
}

export function SelectField({
  value,
  onChange,
  options,
  ...field
}: FieldProps & { value: string; onChange(value: string): void; options: readonly Option[] }) {
  return (
    <Field {...field}>
      {(tied) => (
        <select
          {...tied}
          className="utrecht-select utrecht-select--html-select"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
