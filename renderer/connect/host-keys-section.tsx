import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useQueryClient } from '@tanstack/react-query';
import type { HostKeys, ShownHostKey } from '../../shared/connect/host-keys.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { useOutcome } from '../use-outcome.ts';
import type { ConnectProps } from './connect-props.ts';
import './host-keys-section.css';

const said = words.connectLogIn.hostKeys;

/** Under which they are remembered. */
export function hostKeysOf(instanceId: string): readonly string[] {
  return ['host-keys', instanceId];
}

/** How one knows that it is this machine which answers, and no other. */
export function HostKeysSection({ launch: { launchId }, machine: { instanceId } }: ConnectProps) {
  const at = { launchId, instanceId };
  const queries = useQueryClient();
  const { value, problem, isReading, again } = useOutcome({
    key: hostKeysOf(instanceId),
    read: () => window.keyport.readHostKeys(at),
    isReadOnEachVisit: true,
  });
  const pinning = useAct();
  const pin = () =>
    pinning.run(
      () => window.keyport.pinHostKeys(at),
      (pinned) => queries.setQueryData(hostKeysOf(instanceId), { ok: true, value: pinned }),
    );
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{said.title}</Box>
      {value === null && isReading && <StatusIndicator type="loading">{said.reading}</StatusIndicator>}
      {problem !== null && <ProblemAlert problem={problem} on={{ retry: again }} />}
      {value !== null && <Known keys={value} />}
      {value?.problem != null && <ProblemAlert problem={value.problem} on={{ retry: again }} />}
      {pinning.problem !== null && <ProblemAlert problem={pinning.problem} on={{ retry: pin }} />}
      {value !== null && value.state !== 'pinned' && (
        <SpaceBetween direction="horizontal" size="xs">
          <Button iconName="refresh" loading={isReading} loadingText={said.reading} onClick={again}>
            {said.again}
          </Button>
          {value.state === 'console-shows-others' && (
            <Button loading={pinning.isBusy} onClick={pin}>
              {said.pin}
            </Button>
          )}
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

function Known({ keys: { state, kept, shown } }: { readonly keys: HostKeys }) {
  const isSeen = state !== 'pinned' && state !== 'console-shows-others' && kept.length > 0;
  const differ = state === 'console-shows-others';
  return (
    <SpaceBetween size="xs">
      <StatusIndicator type={INDICATORS[state]}>{isSeen ? said.seen : said.state[state]}</StatusIndicator>
      <Box color="text-body-secondary">{isSeen ? said.seenWhy : said.why[state]}</Box>
      {kept.length > 0 && <Fingerprints title={differ ? said.kept : null} keys={kept} />}
      {differ && <Fingerprints title={said.shown} keys={shown} />}
    </SpaceBetween>
  );
}

const INDICATORS: Readonly<Record<HostKeys['state'], StatusIndicatorProps.Type>> = {
  pinned: 'success',
  'first-contact': 'info',
  'console-shows-others': 'warning',
  unknown: 'warning',
};

type FingerprintsProps = { readonly title: string | null; readonly keys: readonly ShownHostKey[] };

function Fingerprints({ title, keys }: FingerprintsProps) {
  return (
    <div>
      {title !== null && <Box variant="awsui-key-label">{title}</Box>}
      <ul className="host-keys">
        {keys.map(({ type, fingerprint }) => (
          <li key={fingerprint}>
            <Box variant="small">{type}</Box> <code>{fingerprint}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
