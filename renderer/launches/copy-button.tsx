import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import { words } from '../../shared/words/en.ts';

const said = words.launch.connect;

type CopyButtonProps = {
  readonly what: 'ssh-command' | 'address';
  readonly launchId: string;
  readonly instanceId: string;
  readonly zoneName: string;
};

/** Asks main to put the text on the clipboard: the page itself may not. */
export function CopyButton({ what, launchId, instanceId, zoneName }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    const outcome = await window.keyport.copyConnectText({ launchId, instanceId, what });
    setIsCopied(outcome.ok);
  };
  const text = TEXTS[what];
  const labelFor = isCopied ? said.copiedFor : text.labelFor;
  return (
    <>
      <Button
        iconName={isCopied ? 'check' : 'copy'}
        ariaLabel={labelFor(zoneName)}
        onClick={() => void copy()}
      >
        {isCopied ? said.copied : text.label}
      </Button>
      <LiveRegion hidden>{isCopied ? said.copied : ''}</LiveRegion>
    </>
  );
}

const TEXTS = {
  'ssh-command': { label: said.copyCommand, labelFor: said.copyCommandFor },
  address: { label: said.copyAddress, labelFor: said.copyAddressFor },
} as const;
