import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { PASSWORD_COPY_S, PASSWORD_WITHIN_MINUTES } from '../../shared/connect/desktop-api.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { elapsed } from '../launches/elapsed.ts';
import { useNow } from '../use-now.ts';
import type { ConnectProps } from './connect-props.ts';
import { useCopyPassword, type CopyPassword } from './use-copy-password.ts';

const said = words.connectDesktop.password;

/** The administrator's password, to the clipboard; waited for where AWS has none yet. */
export function CopyPasswordStep({ launch: { launchId }, machine }: ConnectProps) {
  const password = useCopyPassword({ launchId, instanceId: machine.instanceId });
  const { standing, problem, copy, cancel } = password;
  const isWaiting = standing === 'waiting';
  return (
    <SpaceBetween size="xs">
      <Box color="text-body-secondary">{said.why}</Box>
      {/* One button for both, so that the keyboard's place is not lost when it changes. */}
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Button
          {...(isWaiting ? {} : { iconName: 'copy' as const })}
          loading={standing === 'asking'}
          loadingText={said.asking}
          onClick={isWaiting ? cancel : copy}
        >
          {isWaiting ? said.stop : said.copy}
        </Button>
        <Standing password={password} />
      </SpaceBetween>
      {isWaiting && <Waiting machine={machine} />}
      <LiveRegion hidden>{heard(standing)}</LiveRegion>
      {(standing === 'copied' || standing === 'cleared') && (
        <Box fontSize="body-s" color="text-body-secondary">
          {said.history}
        </Box>
      )}
      {problem !== null && <ProblemAlert problem={problem} on={{ retry: copy }} />}
    </SpaceBetween>
  );
}

/** Seen; what is heard is said once, and does not count down. */
function Standing({ password: { standing, secondsLeft } }: { readonly password: CopyPassword }) {
  if (standing === 'copied') {
    return <StatusIndicator type="success">{said.copied(secondsLeft)}</StatusIndicator>;
  }
  if (standing === 'waiting') return <Box color="text-body-secondary">{said.keepOpen}</Box>;
  if (standing === 'cleared') return <StatusIndicator type="info">{said.cleared}</StatusIndicator>;
  return standing === 'ready' ? <StatusIndicator type="success">{said.ready}</StatusIndicator> : null;
}

function heard(standing: CopyPassword['standing']): string {
  if (standing === 'copied') return said.copied(PASSWORD_COPY_S);
  if (standing === 'waiting') return said.waiting;
  if (standing === 'cleared') return said.cleared;
  return standing === 'ready' ? said.ready : '';
}

const MINUTE_MS = 60_000;

function Waiting({ machine: { startedAt } }: Pick<ConnectProps, 'machine'>) {
  const now = useNow(true);
  const longest = PASSWORD_WITHIN_MINUTES.most * MINUTE_MS;
  const since = elapsed({ startedAt, finishedAt: null }, now) ?? '';
  return (
    <SpaceBetween size="xs">
      {now - startedAt < longest ? (
        <ProgressBar
          label={said.waiting}
          description={said.startedAgo(since)}
          value={Math.max(0, Math.round(((now - startedAt) / longest) * 100))}
        />
      ) : (
        <>
          <StatusIndicator type="loading">{said.waiting}</StatusIndicator>
          <Box color="text-body-secondary">{said.startedLongAgo}</Box>
        </>
      )}
    </SpaceBetween>
  );
}
