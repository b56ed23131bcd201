import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';

type DoneModalProps = {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
};

/** What came of it, where there is more to say than "done". */
export function DoneModal({ title, children, onClose }: DoneModalProps) {
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={words.keys.dialogs.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {words.keys.dialogs.done}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">{children}</SpaceBetween>
    </Modal>
  );
}
