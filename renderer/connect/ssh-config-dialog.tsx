import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';
import { useMode } from '../mode/mode-context.ts';
import { SshConfigPanel, SshNames } from './ssh-config-panel.tsx';
import { useSshConfig } from './use-ssh-config.ts';

const said = words.sshConfig;

/** For every machine at once, also where there is none any more. */
export function SshConfigDialog({ onClose }: { readonly onClose: () => void }) {
  const { mode } = useMode();
  return (
    <Modal
      visible
      size="large"
      header={said.title}
      closeAriaLabel={said.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button onClick={onClose}>{said.close}</Button>
        </Box>
      }
    >
      {mode === 'practice' ? <Box>{said.practice}</Box> : <OfRealMachines />}
    </Modal>
  );
}

function OfRealMachines() {
  const handle = useSshConfig();
  const config = handle.reading.value;
  return (
    <SpaceBetween size="l">
      <SshConfigPanel {...handle} />
      {config !== null && config.isOn && <SshNames hosts={config.hosts} />}
    </SpaceBetween>
  );
}
