import { withTheme } from '@rjsf/core';
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldTemplateProps,
  IconButtonProps,
  ObjectFieldTemplateProps,
} from '@rjsf/utils';
import { Button } from '../components/basic.tsx';
import { useFormats } from '../language/formats.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useNames } from '../language/names.ts';
import { hintOf } from './hints.ts';
import type { DeclaredSchema } from './declaredSchema.ts';
import { CheckboxesWidget, DateWidget, InputTemplate, RadioWidget, SelectWidget, TextareaWidget } from './widgets.tsx';

const texts = {
  optional: { nl: '(mag leeg blijven)', en: '(may be left empty)' },
  add: { nl: 'Nog een toevoegen', en: 'Add another' },
  addFirst: { nl: 'Toevoegen', en: 'Add' },
  remove: { nl: 'Weghalen', en: 'Remove' },
  seenBy: { nl: 'Te zien voor', en: 'Seen by' },
  notKept: { nl: 'Dit wordt niet bewaard.', en: 'This is not kept.' },
};

/** Why it is asked, how it is written, and which agencies will see what is filled in. */
function About({ schema }: { schema: DeclaredSchema }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const names = useNames();
  const formats = useFormats();
  const { description, 'x-audience': audience } = schema;
  const hint = hintOf(schema);
  return (
    <>
      {typeof description === 'string' && <p>{description}</p>}
      {hint && <p>{say(hint)}</p>}
      {audience && (
        <p>{audience.length === 0 ? t.notKept : `${t.seenBy}: ${formats.list(audience.map(names.agency))}.`}</p>
      )}
    </>
  );
}

/** A field with its question, why it is asked, what is wrong, and its control; in this order, also for who hears it. */
function FieldTemplate(props: FieldTemplateProps) {
  const t = useTexts(texts);
  const { id, label, required, rawErrors = [], children, schema, uiSchema = {}, displayLabel, hidden } = props;
  if (hidden) return <div hidden>{children}</div>;
  // A row of a list is a group by itself; what belongs together and is asked for a purpose of its own becomes one.
  const isRow = schema.type === 'object' && schema.description === undefined;
  if (id === 'root' || isRow) return children;
  const isGroup = ['radio', 'checkboxes'].includes(String(uiSchema['ui:widget']));
  const isList = schema.type === 'array' && !isGroup;
  const isWhole = schema.type === 'object';
  if (displayLabel === false && !isGroup && !isList && !isWhole) return children;
  const purpose = schema.description;
  const about = (
    <>
      {purpose !== undefined && (
        <div id={`${id}__description`} className="utrecht-form-field-description b-about">
          <About schema={schema as DeclaredSchema} />
        </div>
      )}
      {rawErrors.length > 0 && (
        <div id={`${id}__error`} className="utrecht-form-field-error-message">
          {rawErrors.join(' ')}
        </div>
      )}
    </>
  );
  const name = (
    <>
      {label} {!required && <span className="b-soft b-optional">{t.optional}</span>}
    </>
  );
  const classes = `utrecht-form-field ${rawErrors.length > 0 ? 'utrecht-form-field--invalid' : ''} b-field`;
  if (isGroup || isList || isWhole) {
    const described = [purpose !== undefined && `${id}__description`, rawErrors.length > 0 && `${id}__error`];
    return (
      <div className={classes}>
        <fieldset
          id={id}
          tabIndex={-1}
          className="b-fieldset"
          aria-describedby={described.filter(Boolean).join(' ') || undefined}
        >
          <legend className="utrecht-form-label">{name}</legend>
          {about}
          {children}
        </fieldset>
      </div>
    );
  }
  return (
    <div className={classes}>
      <label className="utrecht-form-label" htmlFor={id}>
        {name}
      </label>
      {about}
      {children}
    </div>
  );
}

function ObjectFieldTemplate({ properties }: ObjectFieldTemplateProps) {
  return (
    <div className="b-fields">
      {properties.map(({ name, content }) => (
        <div key={name}>{content}</div>
      ))}
    </div>
  );
}

function ArrayFieldTemplate({ items, canAdd, onAddClick, title }: ArrayFieldTemplateProps) {
  const t = useTexts(texts);
  const add = items.length === 0 ? t.addFirst : t.add;
  return (
    <div className="b-stack">
      {items}
      {canAdd && (
        <Button onClick={onAddClick} aria-label={`${add}: ${title}`}>
          {add}
        </Button>
      )}
    </div>
  );
}

function ArrayFieldItemTemplate({ children, buttonsProps, index, hasToolbar }: ArrayFieldItemTemplateProps) {
  const t = useTexts(texts);
  return (
    <div className="b-card" role="group" aria-label={String(index + 1)}>
      {children}
      {hasToolbar && buttonsProps.hasRemove && (
        <Button kind="subtle" onClick={buttonsProps.onRemoveItem} aria-label={`${t.remove}: ${index + 1}`}>
          {t.remove}
        </Button>
      )}
    </div>
  );
}

/** What the form library would show and we do not: its own submit button, titles and descriptions stand elsewhere. */
const nothing = () => null;

/** The form library, dressed in the components of the design system. */
export const ThemedForm = withTheme({
  templates: {
    FieldTemplate,
    ObjectFieldTemplate,
    ArrayFieldTemplate,
    ArrayFieldItemTemplate,
    BaseInputTemplate: InputTemplate,
    TitleFieldTemplate: nothing,
    DescriptionFieldTemplate: nothing,
    FieldErrorTemplate: nothing,
    ErrorListTemplate: nothing,
    ButtonTemplates: {
      SubmitButton: nothing,
      AddButton: nothing as (props: IconButtonProps) => null,
    },
  },
  widgets: { CheckboxesWidget, DateWidget, RadioWidget, SelectWidget, TextareaWidget },
});
