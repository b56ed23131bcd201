import type { VaultKey } from '../../shared/keys/vault.ts';
import { rescueText, type RescueText } from '../../shared/connect/rescue-text.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from '../components/copy-button.tsx';
import type { ConnectProps } from './connect-props.ts';
import './rescue.css';

const said = words.rescue;

type TextProps = ConnectProps & { readonly what: RescueText; readonly vaultKey: VaultKey | null };

/** A text to take elsewhere: shown here, and put on the clipboard by main. */
export function CopyableText({ launch, machine, what, vaultKey }: TextProps) {
  const publicKey = vaultKey?.publicKey ?? null;
  const key = vaultKey === null || publicKey === null ? null : { publicKey, name: vaultKey.name };
  const text = rescueText({ launch, machine, key }, what);
  if (text === null) return <div>{what === 'volume-id' ? said.noDisk : said.volume.needsKey}</div>;
  return (
    <div className="rescue-text">
      <code>{text}</code>
      <CopyButton
        label={said.copy}
        ariaLabel={said.copyOf[what]}
        copiedAriaLabel={`${said.copied}: ${said.copyOf[what]}`}
        onCopy={() =>
          window.keyport.copyRescueText({
            launchId: launch.launchId,
            instanceId: machine.instanceId,
            what,
            custodyId: key === null ? null : (vaultKey?.custodyId ?? null),
          })
        }
      />
    </div>
  );
}
