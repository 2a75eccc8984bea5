import { useEffect, useRef, type ReactNode } from 'react';

interface PageProps {
  title: string;
  of?: string;
  intro?: ReactNode;
  children: ReactNode;
}

/**
 * A screen: its one heading, which gets the focus when one comes to it, so that a screen reader says where one is; and
 * the title of the window. Neither ever holds personal data.
 * @param of the short code of the trajectory that it is about, in the title of the window: two tabs are never taken for each other
 */
export function Page({ title, of, intro, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title}${of === undefined ? '' : ` ${of}`} – Bestendig`;
  }, [title, of]);
  useEffect(() => {
    // Not on the first load of the page: there the browser begins at its top, with the skip link.
    if (arrived) heading.current?.focus();
    arrived = true;
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="utrecht-heading-1">
        {title}
      </h1>
      {intro !== undefined && <p className="utrecht-paragraph b-soft">{intro}</p>}
      {children}
    </>
  );
}

let arrived = false;
