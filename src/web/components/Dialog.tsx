import { useEffect, useId, useRef, type ReactNode } from 'react';

/** A dialog of the browser itself: it keeps the focus, ends by Escape, and gives the focus back. */
export function Dialog({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className="b-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id} className="utrecht-heading-2">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
