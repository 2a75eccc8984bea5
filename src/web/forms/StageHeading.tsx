import { useEffect, useRef } from 'react';

/** What one has come to within the screen. The button that led here is gone, so the focus comes along. */
export function StageHeading({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1} className="utrecht-heading-2 b-stage">
      {children}
    </h2>
  );
}
