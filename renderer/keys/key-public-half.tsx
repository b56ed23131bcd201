import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { KeyPairs } from './key-pairs.tsx';
import type { KeysAccount } from './keys-account.ts';
import type { KeysDialog } from './keys-dialog.ts';

const said = words.keys.details.publicKey;

type KeyPublicHalfProps = {
  readonly row: KeyRow;
  readonly account: KeysAccount;
  readonly onAsk: (dialog: KeysDialog) => void;
};

/** What may be shown to anybody: fingerprints in both notations, the public key, and the pairs that AWS has of it. */
export function KeyPublicHalf({ row, account, onAsk }: KeyPublicHalfProps) {
  return (
    <SpaceBetween size="l">
      <KeyValuePairs columns={1} items={fingerprintsOf(row)} />
      <PublicKey row={row} />
      <KeyPairs row={row} account={account.state} onAsk={onAsk} />
    </SpaceBetween>
  );
}

function fingerprintsOf({ key, pairs }: KeyRow) {
  const openssh = key?.fingerprints?.openssh ?? null;
  const aws = key?.fingerprints?.aws ?? pairs[0]?.fingerprint ?? null;
  const unknown = key?.fingerprints == null ? said.notYet : said.awsUnknown;
  return [
    {
      label: said.openssh,
      value: openssh === null ? said.notYet : <code>{openssh}</code>,
    },
    { label: said.aws, value: aws === null ? unknown : <code>{aws}</code> },
  ];
}

function PublicKey({ row: { key, pairs } }: { readonly row: KeyRow }) {
  const publicKey = key?.publicKey ?? pairs[0]?.publicKey ?? null;
  return (
    <SpaceBetween size="xs">
      <KeyValuePairs
        columns={1}
        items={[{ label: said.key, value: publicKey === null ? said.notShown : <code>{publicKey}</code> }]}
      />
      <div>{said.keyWhy}</div>
      {key !== null && publicKey !== null && (
        <CopyButton
          key={key.custodyId}
          label={said.copy}
          ariaLabel={said.copy}
          copiedAriaLabel={said.copied}
          onCopy={() => window.keyport.copyPublicKey({ custodyId: key.custodyId })}
        />
      )}
    </SpaceBetween>
  );
}
