import type { KeyState } from '../../../electron/custody/key-record.ts';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import type { Journal } from './journal.ts';

/** What Keyport was doing when it was killed. */
export type Work = 'launch' | 'undo';
export type KeyKind = LaunchPlan['key']['kind'];

/** One step as the journal shows it. `next`: the one after it on the same way, which must be unwritten where it was killed here. */
export type Step = {
  readonly name: string;
  readonly isWritten: (journal: Journal) => boolean;
  readonly next: string | null;
};

export function stepsOf(work: Work, key: KeyKind): readonly Step[] {
  if (work === 'undo') return way(UNDO);
  return [...way(GROUP), ...way(key === 'aws-makes-it' ? KEY_OF_AWS : KEY_MADE_HERE), ...way(MACHINES)];
}

/** Calls that make or remove something, with how many there are of each in a launch of so many zones. */
export function callsOf(
  work: Work,
  key: KeyKind,
  zones: number,
): readonly { readonly action: string; readonly nth: number }[] {
  const machines = (action: string) => Array.from({ length: zones }, (_, n) => ({ action, nth: n + 1 }));
  const once = (action: string) => ({ action, nth: 1 });
  if (work === 'undo') {
    return [...machines('TerminateInstances'), once('DeleteSecurityGroup'), once('DeleteKeyPair')];
  }
  return [
    once(key === 'aws-makes-it' ? 'CreateKeyPair' : 'ImportKeyPair'),
    once('CreateSecurityGroup'),
    once('AuthorizeSecurityGroupIngress'),
    ...machines('RunInstances'),
  ];
}

/** Whether the work of the process stands in the journal: it has begun, and it has not come to its end. */
export function stageOf(work: Work, { launch }: Journal): 'before' | 'inside' | 'after' {
  if (launch === null || launch.aim !== work) return 'before';
  return launch.ended === null ? 'inside' : 'after';
}

type Written = Readonly<Record<string, Step['isWritten']>>;

const keyIs =
  (...states: readonly KeyState[]): Step['isWritten'] =>
  ({ keys }) =>
    keys.some(({ state }) => states.includes(state));

const lineIs =
  (id: RegExp, ...states: readonly string[]): Step['isWritten'] =>
  ({ launch }) =>
    launch?.lines.some((line) => id.test(line.id) && states.includes(line.state)) === true;

const GROUP: Written = {
  'launch written': ({ launch }) => launch !== null,
  'group asked for': ({ launch }) => launch !== null && launch.group !== null,
  'group known': ({ launch }) => (launch?.group?.groupId ?? null) !== null,
};

const KEY_OF_AWS: Written = {
  'key asked for': keyIs('REQUESTED', 'READY'),
  'key pair noted': ({ keys }) => keys.some(({ keyPairId }) => keyPairId !== null),
  'key safe': keyIs('READY'),
};

const KEY_MADE_HERE: Written = {
  'key planned': keyIs('PLANNED', 'SECURED', 'READY'),
  'key in its store': keyIs('SECURED', 'READY'),
  'key safe': keyIs('READY'),
};

const MACHINES: Written = {
  'a machine asked for': ({ launch }) =>
    launch?.placements.some(({ attempts }) => attempts.length > 0) === true,
  'a machine known': ({ launch }) => (launch?.machines.length ?? 0) > 0,
  ended: ({ launch }) => launch !== null && launch.ended !== null,
};

const UNDO: Written = {
  'removal written': ({ launch }) => launch?.aim === 'undo',
  'a machine’s end begun': lineIs(/^undo-i-/, 'working', 'done'),
  'machines gone': ({ launch }) => launch?.machines.every(({ goneAt }) => goneAt !== null) === true,
  'group’s end begun': lineIs(/^undo-security-group$/, 'working', 'done'),
  'group gone': ({ launch }) => launch?.group === null,
  'key pair’s end begun': lineIs(/^undo-key-pair$/, 'working', 'done'),
  'key pair gone': ({ launch }) => launch?.keyPair === null,
  removed: ({ launch }) => launch?.ended === 'removed',
};

function way(written: Written): readonly Step[] {
  const steps = Object.entries(written);
  return steps.map(([name, isWritten], index) => ({ name, isWritten, next: steps[index + 1]?.[0] ?? null }));
}
