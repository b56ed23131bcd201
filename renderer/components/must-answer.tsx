import { useId, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import './must-answer.css';

type MustAnswerProps = {
  readonly title: string;
  readonly children: ReactNode;
  /** The answer that does no harm, for whoever goes on typing; without it, the title. */
  readonly firstFocus?: RefObject<{ readonly focus: () => void } | null>;
  /** What the Escape key answers; without it, it answers nothing. */
  readonly onEscape?: () => void;
};

/**
 * A question above all else, other dialogs included, that has no way out but its answers. The browser's own modal dialog:
 * it lies in the top layer, keeps the focus, and gives it back when it goes.
 */
export function MustAnswer({ title, children, firstFocus, onEscape }: MustAnswerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  // Closed before it is taken out of the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    (firstFocus?.current ?? heading.current)?.focus();
    return () => current?.close();
  }, [firstFocus]);
  return (
    <dialog
      ref={dialog}
      className="must-answer"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        // Not left to the browser: it closes a dialog at the second Escape, whatever `cancel` was answered with.
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onEscape?.();
      }}
      onCancel={(event) => event.preventDefault()}
    >
      <div className="must-answer-body">
        <h2 id={titleId} ref={heading} tabIndex={-1} className="page-heading">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
