import { useState } from 'react';
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { words } from '../shared/words/en.ts';
import { waitingFlash } from './vault/waiting-flash.ts';
import { useVault } from './vault/vault-context.ts';

const said = words.keys.moved;

/** What was done last, until it is dismissed or something else is done; and what is being waited for. */
export function useFlashes(first: string | null = null): {
  readonly flashes: readonly FlashbarProps.MessageDefinition[];
  readonly say: (message: string) => void;
} {
  const [message, say] = useState<string | null>(first);
  const waiting = waitingFlash(useVault());
  const done: FlashbarProps.MessageDefinition = {
    id: 'done',
    type: 'success',
    content: message,
    dismissible: true,
    dismissLabel: said.close,
    statusIconAriaLabel: words.app.done,
    onDismiss: () => say(null),
  };
  return { flashes: message === null ? waiting : [...waiting, done], say };
}
