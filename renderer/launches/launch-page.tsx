import { useState, type ComponentProps } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { areThere, isBusy } from '../../shared/launch-acts.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import type { Launch } from '../../shared/launch.ts';
import type { RecordFormat } from '../../shared/launches-api.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useAct } from '../use-act.ts';
import { BackupAlert } from '../vault/backup-alert.tsx';
import { ConnectSection } from './connect-section.tsx';
import { HalfDone } from './half-done.tsx';
import { InstancesTable } from './instances-table.tsx';
import type { LaunchDialog } from './launch-dialog.ts';
import { LaunchDialogs } from './launch-dialogs.tsx';
import { LaunchFacts } from './launch-facts.tsx';
import { LaunchHeader, type LaunchRequests } from './launch-header.tsx';
import { LaunchLines } from './launch-lines.tsx';
import { LaunchMap } from './launch-map.tsx';
import { useLaunches } from './launches-context.ts';
import { LeftOutMachines } from './left-out-machines.tsx';
import { MissingMachines } from './missing-machines.tsx';
import { handlersOf, isTold, showsHalfDone, showsUnknown, withRetry } from './page-parts.ts';
import { SilentMachines } from './silent-machines.tsx';
import { UnknownMachines } from './unknown-machines.tsx';
import { useLaunch } from './use-launch.ts';

const said = words.launch;

type LaunchPageProps = {
  readonly launchId: string;
  /** The account of the bar above; null while none has answered. */
  readonly accountId: string | null;
  readonly onBack: () => void;
  readonly onAnother: (() => void) | null;
  readonly onAgain: (plan: LaunchPlan) => void;
  readonly onAccount: () => void;
  readonly onSay: (message: string) => void;
};

/** A launch from its first line to the addresses of its machines, to what it costs, and to its removal. */
export function LaunchPage(props: LaunchPageProps) {
  const { launch, problem, again } = useLaunch(props.launchId);
  if (launch !== null) return <Known {...props} launch={launch} />;
  if (problem === null) return <StatusIndicator type="loading">{said.page.reading}</StatusIndicator>;
  return (
    <SpaceBetween size="m">
      <ProblemAlert problem={problem} on={{ retry: again }} />
      <Button onClick={props.onBack}>{words.launches.back}</Button>
    </SpaceBetween>
  );
}

function Known({ launch, ...props }: LaunchPageProps & { readonly launch: Launch }) {
  const [dialog, setDialog] = useState<LaunchDialog | null>(null);
  const act = useAct();
  useFocusBack(dialog !== null);
  const requests = useRequests(launch, props, setDialog, act);
  const finish = () => act.run(() => window.keyport.finishLaunch({ launchId: launch.launchId }));
  const on = handlersOf(launch, {
    finish,
    look: requests.onLook,
    undo: requests.onRemove,
    unprotect: () =>
      requests.onAct(
        'unprotect',
        areThere(launch).map(({ instanceId }) => instanceId),
      ),
    'choose-account': props.onAccount,
  });
  const { problem, sight, account } = launch;
  return (
    <ContentLayout header={<LaunchHeader launch={launch} {...requests} />}>
      <SpaceBetween size="l">
        {act.problem !== null && <ProblemAlert problem={act.problem} on={on} />}
        {sight.problem !== null && (
          <ProblemAlert problem={sight.problem} on={{ ...on, retry: requests.onLook }} />
        )}
        {problem !== null && !isTold(launch) && (
          <ProblemAlert problem={problem} on={withRetry(problem, on)} />
        )}
        {props.accountId !== null && props.accountId !== account.accountId && (
          <Alert type="info" statusIconAriaLabel={words.app.severity.note}>
            {words.launches.facts.otherAccount(account.accountId)}
          </Alert>
        )}
        {showsHalfDone(launch) && (
          <Container>
            <HalfDone launch={launch} onRemove={requests.onRemove} />
          </Container>
        )}
        {showsUnknown(launch) && (
          <UnknownMachines
            launch={launch}
            isLooking={requests.isLooking}
            onLook={requests.onLook}
            onFinish={on.finish ?? null}
          />
        )}
        <SilentMachines
          launch={launch}
          onTest={(instanceId) => setDialog({ is: 'connect', launch, instanceId, tab: 'test-access' })}
        />
        <MissingMachines launch={launch} onAsk={setDialog} on={on} />
        <LaunchMap launch={launch} />
        <LeftOutMachines launch={launch} />
        {isBusy(launch) && <LaunchLines launch={launch} />}
        {areThere(launch).length > 0 && (
          <Machines
            launch={launch}
            onAct={requests.onAct}
            onConnect={(instanceId) => setDialog({ is: 'connect', launch, instanceId, tab: 'log-in' })}
          />
        )}
        <LaunchFacts launch={launch} />
        {!isBusy(launch) && <LaunchLines launch={launch} />}
      </SpaceBetween>
      <LaunchDialogs dialog={dialog} onClose={() => setDialog(null)} />
    </ContentLayout>
  );
}

/** While it is being launched, the machines are only looked at. */
function Machines({ launch, ...on }: ComponentProps<typeof InstancesTable>) {
  if (launch.state === 'working' || launch.state === 'removing') return null;
  return (
    <SpaceBetween size="l">
      <BackupAlert />
      <ConnectSection launch={launch} table={<InstancesTable launch={launch} {...on} />} />
    </SpaceBetween>
  );
}

function useRequests(
  launch: Launch,
  { onBack, onAgain, onAnother, onSay }: LaunchPageProps | Omit<LaunchPageProps, 'launchId'>,
  onAsk: (dialog: LaunchDialog) => void,
  act: ReturnType<typeof useAct>,
): LaunchRequests {
  const { keep } = useLaunches();
  const looking = useAct();
  const { launchId, name, plan } = launch;
  const save = (format: RecordFormat) =>
    act.run(
      () => window.keyport.saveLaunchRecord({ launchId, format }),
      (path) => {
        if (path !== null) onSay(words.launches.acts.saved(path));
      },
    );
  const forget = () =>
    act.run(
      () => window.keyport.forgetLaunch({ launchId }),
      (list) => {
        keep(list);
        onSay(words.launches.acts.forgotten(name));
        onBack();
      },
    );
  return {
    onBack,
    onAnother,
    onLook: () => looking.run(() => window.keyport.lookAtLaunches({ launchIds: [launchId] }), keep),
    isLooking: looking.isBusy,
    onRemove: () => onAsk({ is: 'remove', launch }),
    onAct: (asked, instanceIds) => onAsk({ is: 'act', launch, act: asked, instanceIds }),
    onSave: save,
    onCode: () => onAsk({ is: 'code', launch }),
    onForget: forget,
    onAgain: () => onAgain(plan),
  };
}
