import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import Tabs, { type TabsProps } from '@cloudscape-design/components/tabs';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { AccessTestTab } from './access-test-tab.tsx';
import type { ConnectProps } from './connect-props.ts';
import type { TabId } from './connect-tabs.ts';
import { LogInTab } from './log-in-tab.tsx';
import { RescueTab } from './rescue-tab.tsx';

const said = words.connect;

type ConnectDialogProps = {
  readonly launch: Launch;
  readonly instanceId: string;
  /** What it shows first. */
  readonly tab: TabId;
  readonly onClose: () => void;
};

/** All about getting in to one machine. */
export function ConnectDialog({ launch, instanceId, tab: first, onClose }: ConnectDialogProps) {
  const [tab, setTab] = useState(first);
  const machine = launch.instances.find((each) => each.instanceId === instanceId);
  if (machine === undefined) return null;
  const tabs = tabsOf({ launch, machine, onTab: setTab, onClose });
  return (
    <Modal
      visible
      size="large"
      header={said.title(machine.zoneName, instanceId)}
      closeAriaLabel={said.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button onClick={onClose}>{said.close}</Button>
        </Box>
      }
    >
      <Tabs
        tabs={tabs}
        activeTabId={tab}
        onChange={({ detail }) => setTab(tabs.find(({ id }) => id === detail.activeTabId)?.id ?? 'log-in')}
      />
    </Modal>
  );
}

type TabProps = ConnectProps & { readonly onTab: (tab: TabId) => void; readonly onClose: () => void };

function tabsOf(props: TabProps): (TabsProps.Tab & { readonly id: TabId })[] {
  return [
    { id: 'log-in', label: said.tabs.logIn, content: <LogInTab {...props} /> },
    { id: 'test-access', label: words.connectTest.tab, content: <AccessTestTab {...props} /> },
    { id: 'rescue', label: words.rescue.tab, content: <RescueTab {...props} /> },
  ];
}
