import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../../shared/words/en.ts';
import { StoreFileDialog } from '../../vault/store-file-dialog.tsx';
import { useVault } from '../../vault/vault-context.ts';
import { systemOf } from '../keychain-system.ts';

const said = words.keys.vault.store;

/** The ways on where no keychain works: mend it first of all; a file of our own only by an express choice. */
export function NoKeychain({ backend }: { readonly backend: string }) {
  const [isChoosing, setIsChoosing] = useState(false);
  const { keys, store } = useVault();
  const system = systemOf(backend);
  const isChoosable = store.kind === 'keychain';
  return (
    <SpaceBetween size="m">
      {system !== null && (
        <div>
          <Box variant="h3">{said.wayOut}</Box>
          <ol className="plain-list">
            {said.noKeychain[system].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
      {isChoosable && keys.length > 0 && <div>{said.hasKeys}</div>}
      {isChoosable && keys.length === 0 && (
        <SpaceBetween size="xs">
          <Box variant="h3">{said.or}</Box>
          <div>{said.orWhy}</div>
          <Button onClick={() => setIsChoosing(true)}>{said.open}</Button>
        </SpaceBetween>
      )}
      {isChoosing && <StoreFileDialog onClose={() => setIsChoosing(false)} />}
    </SpaceBetween>
  );
}
