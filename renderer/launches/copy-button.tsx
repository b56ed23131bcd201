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
  const isCommand = what === 'ssh-command';
  return (
    <>
      <Button
        iconName={isCopied ? 'check' : 'copy'}
        ariaLabel={isCommand ? said.copyCommandFor(zoneName) : said.copyAddressFor(zoneName)}
        onClick={() => void copy()}
      >
        {isCopied ? said.copied : isCommand ? said.copyCommand : said.copyAddress}
      </Button>
      <LiveRegion hidden>{isCopied ? said.copied : ''}</LiveRegion>
    </>
  );
}
