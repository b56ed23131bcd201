import { useContext } from 'react';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from './copy-button.tsx';
import { ProblemHelpContext } from './problem-help.ts';

const said = words.app.problem;

/** Copies a text of a problem as it is shown: main has the clipboard. */
export function CopyProblemText({ label, text }: { readonly label: string; readonly text: string }) {
  const help = useContext(ProblemHelpContext);
  if (help === null) return null;
  return (
    <CopyButton
      label={label}
      ariaLabel={label}
      copiedAriaLabel={said.copied(label)}
      onCopy={() => help.copy(text)}
    />
  );
}
