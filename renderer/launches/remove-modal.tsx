import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from '../components/in-store.ts';

const said = words.launch.remove;

type RemoveModalProps = {
  readonly launch: Launch;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRemove: (keyPairToo: boolean) => void;
};

/** Asks once before anything is deleted. The safe button is the one that invites. */
export function RemoveModal({ launch, isOpen, onClose, onRemove }: RemoveModalProps) {
  const [keyPairToo, setKeyPairToo] = useState(false);
  const inStore = useInStore();
  const explain = launch.connect.existingGroups === null ? said.explanation : said.explanationGroupsStay;
  return (
    <Modal
      visible={isOpen}
      header={said.title}
      closeAriaLabel={said.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => onRemove(keyPairToo)}>{said.confirm}</Button>
            <Button variant="primary" onClick={onClose}>
              {said.cancel}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>{explain(launch.instances.length)}</div>
        <div>{said.only}</div>
        <Checkbox
          checked={keyPairToo}
          description={inStore(said.keyPairWhy)}
          onChange={({ detail }) => setKeyPairToo(detail.checked)}
        >
          {said.keyPairToo}
        </Checkbox>
      </SpaceBetween>
    </Modal>
  );
}
