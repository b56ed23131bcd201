import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { keyOfMachine } from '../../shared/connect/machine-key.ts';
import type { MissingPoint } from '../../shared/connect/other-ways.ts';
import type { RescueWay } from '../../shared/connect/rescue.ts';
import type { Rescue, RescueReport } from '../../shared/connect/rescue-api.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { useVault } from '../vault/vault-context.ts';
import type { ConnectProps } from './connect-props.ts';
import { BySession, ByVolume } from './rescue-by-hand.tsx';
import { isChosen, RescueKey, type KeyChoice } from './rescue-key.tsx';
import { RescueOthers } from './rescue-others.tsx';
import { RescueProgress } from './rescue-progress.tsx';
import { useRescues } from './use-rescues.ts';

const said = words.rescue.lost;

/** Without these nobody gets in, whatever is tried. */
const HARD: ReadonlySet<MissingPoint> = new Set(['not-running', 'no-address']);

type RescueWorkProps = ConnectProps & {
  readonly way: Exclude<RescueWay, 'windows'>;
  readonly report: RescueReport;
};

/** Which key, the steps of this way, and how it went. */
export function RescueWork({ way, report, launch, machine }: RescueWorkProps) {
  const at = { launchId: launch.launchId, instanceId: machine.instanceId };
  const vault = useVault();
  const rescues = useRescues(report.last);
  const rescue = rescues.get(machine.instanceId) ?? null;
  const lost = keyOfMachine(launch, machine.instanceId).custodyId;
  const keys = vault.keys.filter(
    (key) => key.standing === 'safe' && key.publicKey !== null && key.custodyId !== lost,
  );
  const [choice, setChoice] = useState<KeyChoice>({
    kind: 'fresh',
    name: said.freshNameOf(launch.name),
    custodyId: null,
  });
  const [readyId, setReadyId] = useState<string | null>(null);
  const act = useAct();
  const isWorking = act.isBusy || rescue?.state === 'working';

  /** Made once: what is repeated is repeated with this one. */
  const keep = (custodyId: string): Outcome<string> => {
    setReadyId(custodyId);
    return succeeded(custodyId);
  };
  const ready = async (): Promise<Outcome<string>> => {
    if (readyId !== null) return succeeded(readyId);
    if (choice.kind === 'kept' && choice.custodyId !== null) return keep(choice.custodyId);
    const made = await window.keyport.createKey({
      sourceId: launch.account.sourceId,
      region: launch.region,
      name: choice.name,
      type: 'ed25519',
      kind: 'made-here',
    });
    if (!made.ok) return made;
    return keep(made.value.custodyId);
  };
  const then = (next: (custodyId: string) => Promise<Outcome<Rescue | null>>) =>
    act.run(async () => {
      const key = await ready();
      return key.ok ? next(key.value) : key;
    });
  const letIn = () => then((custodyId) => window.keyport.letNewKeyIn({ ...at, custodyId }));
  const prepare = () => then(async () => succeeded(null));
  const prove = () => then((custodyId) => window.keyport.proveNewKey({ ...at, custodyId }));

  const vaultKey = vault.keys.find((key) => key.custodyId === readyId) ?? null;
  const byHand = { launch, machine, vaultKey, isBusy: isWorking, onProve: prove };
  const isDone = rescue?.state === 'done';
  const isReady = vaultKey !== null || isChosen(choice);
  return (
    <SpaceBetween size="m">
      {!isDone && vaultKey === null && (
        <RescueKey choice={choice} keys={keys} isBusy={isWorking} onChange={setChoice} />
      )}
      {!isDone && vaultKey !== null && (
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          <StatusIndicator type="success">{said.ready(vaultKey.name)}</StatusIndicator>
          <Button variant="inline-link" disabled={isWorking} onClick={() => setReadyId(null)}>
            {said.otherKey}
          </Button>
        </SpaceBetween>
      )}
      {!isDone && (way === 'instance-connect' || vaultKey === null) && (
        <Button
          variant="primary"
          disabled={!isReady || (way === 'instance-connect' && report.first.some((point) => HARD.has(point)))}
          loading={isWorking}
          onClick={way === 'instance-connect' ? letIn : prepare}
        >
          {way === 'instance-connect' ? said.go : said.makeKey}
        </Button>
      )}
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
      {!isDone && way === 'session-manager' && (
        <BySession {...byHand} canOpenHere={report.ways.sessionManager.state === 'holds'} />
      )}
      {!isDone && way === 'volume' && <ByVolume {...byHand} />}
      {rescue !== null && <RescueProgress rescue={rescue} onAgain={rescue.way === 'lend' ? letIn : prove} />}
      {rescue !== null && isDone && rescue.way === 'lend' && (
        <RescueOthers launch={launch} machine={machine} custodyId={rescue.custodyId} rescues={rescues} />
      )}
    </SpaceBetween>
  );
}
