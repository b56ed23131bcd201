import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import type { Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';

const said = words.launch.connect;

type CopyButtonProps = {
  readonly label: string;
  /** What tells this button from its neighbours; it begins with the label. */
  readonly ariaLabel: string;
  readonly copiedAriaLabel: string;
  /** Asks main to put the text on the clipboard: the page itself may not. */
  readonly onCopy: () => Promise<Outcome<null>>;
};

export function CopyButton({ label, ariaLabel, copiedAriaLabel, onCopy }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async () => {
    try {
      const outcome = await onCopy();
      setState(outcome.ok ? 'copied' : 'failed');
    } catch {
      setState('failed');
    }
  };
  const isCopied = state === 'copied';
  return (
    <>
      <Button
        iconName={isCopied ? 'check' : 'copy'}
        ariaLabel={isCopied ? copiedAriaLabel : ariaLabel}
        onClick={() => void copy()}
      >
        {isCopied ? said.copied : label}
      </Button>
      <LiveRegion hidden={state !== 'failed'}>{MESSAGES[state]}</LiveRegion>
    </>
  );
}

const MESSAGES = { idle: '', copied: said.copied, failed: said.notCopied } as const;
