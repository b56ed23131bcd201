import type { ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { RescueText } from '../../shared/connect/rescue-text.ts';
import type { VaultKey } from '../../shared/keys/vault.ts';
import { isReachable } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import type { ConnectProps } from './connect-props.ts';
import { OpenButton, PageButton } from './other-ways.tsx';
import { CopyableText } from './rescue-texts.tsx';

const said = words.rescue;

type ByHandProps = ConnectProps & {
  /** Whose public half stands in the commands; null until it is ready. */
  readonly vaultKey: VaultKey | null;
  readonly isBusy: boolean;
  readonly onProve: () => void;
};

/** Through Session Manager: one command to paste. */
export function BySession(props: ByHandProps & { readonly canOpenHere: boolean }) {
  const { launch, machine, vaultKey, isBusy, onProve, canOpenHere } = props;
  const isReal = isReachable(launch);
  const at = { launchId: launch.launchId, instanceId: machine.instanceId };
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{said.lost.paste.title}</Box>
      <ol className="rescue-steps">
        <li>
          {said.lost.paste.open}
          {isReal && (
            <SpaceBetween direction="horizontal" size="xs">
              {canOpenHere && (
                <OpenButton
                  label={said.other.session.open}
                  isOn
                  open={() => window.keyport.openSession(at)}
                />
              )}
              <PageButton at={at} isOn />
            </SpaceBetween>
          )}
        </li>
        <Step {...props} text={said.lost.paste.copy} copies={['paste-command']} />
        <li>{said.lost.paste.said}</li>
        <li>
          {said.lost.paste.prove}
          <div>
            <Button
              variant="primary"
              disabled={vaultKey === null || !isReal}
              loading={isBusy}
              onClick={onProve}
            >
              {said.lost.paste.proveLabel}
            </Button>
          </div>
        </li>
      </ol>
    </SpaceBetween>
  );
}

/** On the machine's disk, in AWS's console: nothing of it is done by Keyport. */
export function ByVolume(props: ByHandProps) {
  const { launch, vaultKey, isBusy, onProve } = props;
  const device = launch.plan.image.rootDeviceName;
  const { steps, warnings, intro, title, warningsTitle } = said.volume;
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{title}</Box>
      <Box>{intro}</Box>
      <Alert type="warning" header={warningsTitle}>
        <ul className="plain-list">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      </Alert>
      <ol className="rescue-steps">
        <Step {...props} text={steps.snapshot} copies={['volume-id']} />
        <Step {...props} text={steps.stop} copies={['instance-id']} />
        <Step {...props} text={steps.detach(device)} copies={['root-device']} />
        <Step {...props} text={steps.helper} copies={['zone']} />
        <Step {...props} text={steps.attach} copies={['volume-id']} />
        <Step {...props} text={steps.find} copies={['list-disks']} />
        <Step {...props} text={steps.mount} copies={['mount']} />
        <Step {...props} text={steps.append} copies={['append']} />
        <Step {...props} text={steps.unmount} copies={['unmount']} />
        <Step {...props} text={steps.giveBack(device)} copies={['root-device']} />
        <Step {...props} text={steps.start} copies={['instance-id']} />
        <Step {...props} text={steps.prove} copies={[]}>
          <Button
            variant="primary"
            disabled={vaultKey === null || !isReachable(launch)}
            loading={isBusy}
            onClick={onProve}
          >
            {said.volume.prove}
          </Button>
        </Step>
      </ol>
    </SpaceBetween>
  );
}

type StepProps = ByHandProps & {
  readonly text: string;
  readonly copies: readonly RescueText[];
  readonly children?: ReactNode;
};

function Step({ launch, machine, vaultKey, text, copies, children }: StepProps) {
  return (
    <li>
      {text}
      {copies.map((what) => (
        <CopyableText key={what} launch={launch} machine={machine} what={what} vaultKey={vaultKey} />
      ))}
      {children !== undefined && <div>{children}</div>}
    </li>
  );
}
