import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { planAsCode } from '../../shared/as-code/fleet-as-code.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useOutcome } from '../use-outcome.ts';
import { CodeView } from './code-view.tsx';

const said = words.asCode.view;

type PlanCodeDialogProps = { readonly plan: LaunchPlan; readonly onClose: () => void };

/** What would be launched, for other tools. */
export function PlanCodeDialog({ plan, onClose }: PlanCodeDialogProps) {
  return (
    <CodeModal title={said.titlePlan(plan.name)} onClose={onClose}>
      <CodeView fleet={planAsCode(plan)} of={{ kind: 'plan', plan }} plan={plan} endpoint={null} />
    </CodeModal>
  );
}

type LaunchCodeDialogProps = { readonly launch: Launch; readonly onClose: () => void };

/** What there is of a launch, read from AWS now. */
export function LaunchCodeDialog({ launch, onClose }: LaunchCodeDialogProps) {
  const { launchId, name, plan, account } = launch;
  const reading = useOutcome({
    key: ['launch-code', launchId],
    read: () => window.keyport.readLaunchCode({ launchId }),
    isReadOnEachVisit: true,
  });
  return (
    <CodeModal title={said.titleLaunch(name)} onClose={onClose}>
      {reading.problem !== null && <ProblemAlert problem={reading.problem} on={{ retry: reading.again }} />}
      {reading.isReading && <StatusIndicator type="loading">{said.reading}</StatusIndicator>}
      {reading.value !== null && !reading.isReading && (
        <CodeView
          fleet={reading.value}
          of={{ kind: 'launch', launchId }}
          plan={plan}
          endpoint={account.endpoint}
        />
      )}
    </CodeModal>
  );
}

type CodeModalProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
};

function CodeModal({ title, onClose, children }: CodeModalProps) {
  return (
    <Modal
      visible
      size="max"
      header={title}
      closeAriaLabel={said.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button onClick={onClose}>{said.close}</Button>
        </Box>
      }
    >
      {children}
    </Modal>
  );
}
