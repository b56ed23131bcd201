import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { VaultKey } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from '../components/in-store.ts';
import { When } from '../components/when.tsx';
import { useVault } from '../vault/vault-context.ts';
import { ProveNow } from './prove-now.tsx';

const said = words.keys.details.facts;

/** The life of one key so far. */
export function KeyFacts({ of: key }: { readonly of: VaultKey }) {
  const inStore = useInStore();
  const { store } = useVault();
  return (
    <KeyValuePairs
      columns={2}
      items={[
        { label: said.type, value: words.keys.dialogs.create.types[key.type] },
        { label: said.origin, value: said.origins[key.origin] },
        { label: said.created, value: <When iso={key.createdAt} /> },
        {
          label: said.launch,
          value: key.launchId === null ? said.noLaunch : <code>{key.launchId}</code>,
        },
        { label: said.proved, value: <Proved of={key} /> },
        {
          label: inStore(said.item),
          value: (
            <SpaceBetween size="xxs">
              <code>{key.keychainAccount}</code>
              {store.kind === 'keychain' && <span>{said.itemWhy}</span>}
            </SpaceBetween>
          ),
        },
      ]}
    />
  );
}

function Proved({ of: key }: { readonly of: VaultKey }) {
  return (
    <SpaceBetween size="xs">
      {key.provedAt === null ? <span>{said.never}</span> : <When iso={key.provedAt} />}
      <ProveNow key={key.custodyId} custodyId={key.custodyId} />
    </SpaceBetween>
  );
}
