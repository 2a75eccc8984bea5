import { useEffect, useId, useRef, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage, useTexts, type Text } from '../language/language.tsx';

type ButtonKind = 'primary' | 'secondary' | 'subtle' | 'danger';
const kinds: Record<ButtonKind, string> = {
  primary: 'utrecht-button--primary-action',
  secondary: 'utrecht-button--secondary-action',
  subtle: 'utrecht-button--subtle',
  danger: 'utrecht-button--primary-action utrecht-button--danger',
};

/** `busy` keeps it from being pressed twice, and says so; it stays in the tab order meanwhile. */
export function Button({
  kind = 'secondary',
  busy = false,
  className = '',
  type = 'button',
  onClick,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: ButtonKind; busy?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || rest['aria-disabled'] === true ? true : undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={`utrecht-button ${kinds[kind]} ${className}`}
    />
  );
}

/** To another screen, without leaving the page. */
export function ScreenLink({
  to,
  children,
  ...rest
}: {
  to: string;
  children: ReactNode;
  'aria-label'?: string;
  'aria-current'?: 'true';
}) {
  return (
    <Link href={to} className="utrecht-link" {...rest}>
      {children}
    </Link>
  );
}

export type Tone = 'neutral' | 'active' | 'success' | 'warning' | 'danger';

/** A short state in words; its colour says nothing that the words do not. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`utrecht-status-badge utrecht-status-badge--${tone}`}>{children}</span>;
}

export type AlertType = 'info' | 'ok' | 'warning' | 'error';

/**
 * `live` is read out when it appears: an error at once, anything else when there is a pause. `answers` is for what comes of
 * a button: it is brought into view, since the button may be far below it.
 */
export function Alert({
  type = 'info',
  title,
  live = false,
  answers = false,
  children,
}: {
  type?: AlertType;
  title?: string;
  live?: boolean;
  answers?: boolean;
  children?: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answers) box.current?.scrollIntoView({ block: 'center' });
  }, [answers]);
  const role = live ? (type === 'error' ? 'alert' : 'status') : undefined;
  return (
    <div ref={box} className={`utrecht-alert utrecht-alert--${type}`} role={role}>
      <div className="utrecht-alert__content">
        <div className="utrecht-alert__message b-stack">
          {title !== undefined && (
            <p>
              <strong>{title}</strong>
            </p>
          )}
          {children}
        </div>
      </div>
    </div>
  );
}

export interface Row {
  key: string;
  label: ReactNode;
  value: ReactNode;
}

/** What is known of one thing: names and values. */
export function DataList({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="utrecht-data-list utrecht-data-list--rows">
      {rows.map(({ key, label, value }) => (
        <div key={key} className="utrecht-data-list__item">
          <dt className="utrecht-data-list__item-key">{label}</dt>
          <dd className="utrecht-data-list__item-value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const texts = { definition: { nl: 'Hoe is dit geteld?', en: 'How is this counted?' } };

/** The definition of a figure, one click away from it. */
export function Definition({
  of,
  isNamed = false,
  children,
}: {
  of: string | Text;
  /** Says of what, where several stand together. */
  isNamed?: boolean;
  children: ReactNode;
}) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const name = typeof of === 'string' ? of : say(of);
  return (
    <details className="b-definition">
      <summary>
        {t.definition}
        <span className={isNamed ? undefined : 'b-sr-only'}>: {name}</span>
      </summary>
      <div>{children}</div>
    </details>
  );
}

/** A part of a screen, under a heading by which it can be found. */
export function Section({ title, children, aside }: { title: string; children: ReactNode; aside?: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="b-row b-row--apart">
        <h2 id={id} className="utrecht-heading-2">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
