import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { About } from '../../shared/api.ts';
import { words } from '../../shared/words/en.ts';

const said = words.app.about;

type AboutModalProps = { readonly about: About; readonly isOpen: boolean; readonly onClose: () => void };

/** Versions, and whether this is Electron's own program. */
export function AboutModal({ about, isOpen, onClose }: AboutModalProps) {
  return (
    <Modal
      visible={isOpen}
      header={said.title}
      closeAriaLabel={said.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {said.close}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {about.isStandIn && (
          <Alert type="warning" header={said.standIn} statusIconAriaLabel={words.app.severity.caution}>
            {said.standInWhy}
          </Alert>
        )}
        <KeyValuePairs
          columns={2}
          items={[
            { label: said.version, value: about.version },
            { label: said.electron, value: about.electron },
            { label: said.chrome, value: about.chrome },
            { label: said.node, value: about.node },
          ]}
        />
      </SpaceBetween>
    </Modal>
  );
}
