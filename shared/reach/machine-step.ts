import type { ReachAsk, ReachStep } from '../reachability.ts';
import type { RegionFacts } from '../security-group/region-facts.ts';
import { words } from '../words/en.ts';

/** Is the machine there, and running? */
export function machineStep({ instanceId }: ReachAsk, { instances, interfaces }: RegionFacts): ReachStep {
  const say = (verdict: ReachStep['verdict'], sentence: string): ReachStep => ({
    step: 'machine',
    verdict,
    sentence,
    because: [instanceId],
  });
  if (instances === null) return say('unknown', said.unread);
  const machine = instances.find((each) => each.instanceId === instanceId);
  const name = machine?.name ?? instanceId;
  if (machine === undefined) return say('unknown', said.missing(name));
  if (OFF.has(machine.state)) return say('no', said.off(name, machine.state));
  if (machine.state !== 'running') return say('unknown', said.other(name, machine.state));
  const isConnected = interfaces?.some((each) => each.instanceId === instanceId) === true;
  return isConnected ? say('yes', said.running(name)) : say('unknown', said.noInterface(name));
}

const OFF: ReadonlySet<string> = new Set(['stopping', 'stopped', 'shutting-down', 'terminated']);

const said = words.reach.machine;
