import { oneAtATime } from '../keychain/one-at-a-time.ts';
import type { Asker } from './consent.ts';
import type { LoadedKey } from './load-key.ts';
import { openAgent } from './ssh-agent.ts';

/** Agents for log-ins that the person has just asked for: nobody is asked again (docs/decisions/0010-one-visit-agents.md). */
export type Visits = {
  /** For one ssh that is about to be started. While it is awaited, another one for the same machine asks the same agent. */
  readonly expect: (instanceId: string, key: LoadedKey) => Promise<ExpectedVisit>;
  /** For good, and at once, so that it can be called as the program ends. */
  readonly closeAll: () => void;
};

/** `cancel`: it will not come. */
export type ExpectedVisit = { readonly socketPath: string; readonly cancel: () => void };

/** The log-in has to be begun by then. */
const WITHIN_MS = 120_000;

export function createVisits(env: NodeJS.ProcessEnv, withinMs = WITHIN_MS): Visits {
  const doors = new Map<string, Door>();
  const inTurn = oneAtATime();
  let isOver = false;
  return {
    expect: (instanceId, key) =>
      inTurn(async () => {
        const id = `${instanceId} ${key.publicKey}`;
        const known = doors.get(id);
        if (known !== undefined) return known.expect();
        const door = await openDoor(key, { env, withinMs, closed: () => doors.delete(id) });
        doors.set(id, door);
        const visit = door.expect();
        if (isOver) door.close();
        return visit;
      }),
    closeAll: () => {
      isOver = true;
      for (const { close } of doors.values()) close();
    },
  };
}

type Door = { readonly expect: () => ExpectedVisit; readonly close: () => void };

type DoorOptions = {
  readonly env: NodeJS.ProcessEnv;
  readonly withinMs: number;
  readonly closed: () => void;
};

/** Open for as many as are expected; closed when the last of them has what it came for, or when none has come in time. */
async function openDoor(key: LoadedKey, { env, withinMs, closed }: DoorOptions): Promise<Door> {
  let expected = 0;
  let inside = 0;
  let timer: NodeJS.Timeout | undefined;

  const agent = await openAgent({
    env,
    privateKey: key.privateKey,
    publicKey: key.publicKey,
    comment: key.name,
    ask: async (asker) => {
      if (expected === 0 || !isSsh(asker)) return false;
      expected -= 1;
      inside += 1;
      return true;
    },
    onServed: () => {
      inside -= 1;
      closeIfDone();
    },
  });
  const close = () => {
    clearTimeout(timer);
    closed();
    agent.close();
  };
  const closeIfDone = () => {
    if (expected === 0 && inside === 0) close();
  };
  return {
    close,
    expect: () => {
      expected += 1;
      clearTimeout(timer);
      timer = setTimeout(close, withinMs).unref();
      let isCancelled = false;
      const cancel = () => {
        if (isCancelled) return;
        isCancelled = true;
        expected = Math.max(0, expected - 1);
        closeIfDone();
      };
      return { socketPath: agent.socketPath, cancel };
    },
  };
}

/** Where the system does not tell who asks, whoever comes first is believed to be it. */
function isSsh({ program, isForwarded }: Asker): boolean {
  return !isForwarded && (program === null || program.name === 'ssh');
}
