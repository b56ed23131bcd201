import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keyRecordSchema, type KeyRecord } from '../../../electron/custody/key-record.ts';
import { launchRecordSchema, type LaunchRecord } from '../../../electron/launch/record/launch-record.ts';
import type { FakeKeychain } from '../fake-keychain.ts';
import { openMachine, type TestMachine } from '../machine.ts';
import type { ServedPractice } from '../practice.ts';
import { startProxy, type Call, type Fate } from '../proxy.ts';

/** Keyport in this process with a way to the account of its own, which can be cut for good. */
export type Program = {
  readonly machine: TestMachine;
  /** From now on this decides about each call. */
  readonly underWeather: (fateOf: (call: Call) => Promise<Fate>) => void;
  /** As the disk has it. */
  readonly launch: () => LaunchRecord | null;
  readonly keys: () => readonly KeyRecord[];
  /** Ends it as it stands, and starts another one with what is on the disk. */
  readonly next: () => Promise<Program>;
  readonly stop: () => Promise<void>;
};

type Watched = {
  /** Of each RunInstances that goes out, with how many are on their way. */
  readonly running: (call: Call, inFlight: number, program: Pick<Program, 'keys'>) => void;
};

const PATIENCE = '0.003';

export async function openProgram(
  practice: ServedPractice,
  keychain: FakeKeychain,
  watched: Watched,
  from?: { readonly home: string; readonly endpoint: string },
): Promise<Program> {
  let fateOf: (call: Call) => Promise<Fate> = async () => 'pass';
  let isCut = false;
  let inFlight = 0;
  const open = new Set<Call>();
  let quiet = Promise.withResolvers<void>();
  const proxy = await startProxy(
    practice.endpoint,
    async (call) => {
      if (isCut) return 'hang';
      const isRun = call.action === 'RunInstances' && call.params.get('DryRun') !== 'true';
      inFlight += isRun ? 1 : 0;
      if (isRun) watched.running(call, inFlight, { keys });
      const fate = await fateOf(call);
      inFlight -= isRun && !isForwarded(fate) ? 1 : 0;
      if (isCut) return 'hang';
      if (isForwarded(fate)) open.add(call);
      return fate;
    },
    (call) => {
      inFlight -= call.action === 'RunInstances' && call.params.get('DryRun') !== 'true' ? 1 : 0;
      open.delete(call);
      if (open.size === 0) quiet.resolve();
    },
  );
  if (from !== undefined) readdress(from, proxy.endpoint);
  const env = { ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint, KEYPORT_PATIENCE: PATIENCE };
  const machine = openMachine(env, keychain, from === undefined ? {} : { home: from.home });
  const keys = () => recordsIn(machine.home, 'keys').map((text) => keyRecordSchema.parse(JSON.parse(text)));
  const program: Program = {
    machine,
    underWeather: (next) => {
      fateOf = next;
    },
    launch: () => {
      const [text] = recordsIn(machine.home, 'launches');
      return text === undefined ? null : (launchRecordSchema.parse(JSON.parse(text)) as LaunchRecord);
    },
    keys,
    next: async () => {
      isCut = true;
      // What was on its way is carried out.
      while (open.size > 0) {
        quiet = Promise.withResolvers<void>();
        await quiet.promise;
      }
      const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-life-'));
      fs.cpSync(machine.home, home, { recursive: true });
      fs.rmSync(path.join(home, 'lock'), { force: true });
      machine.close();
      const other = await openProgram(practice, keychain, watched, { home, endpoint: proxy.endpoint });
      return {
        ...other,
        stop: async () => {
          await other.stop();
          await program.stop();
        },
      };
    },
    stop: async () => {
      machine.remove();
      await proxy.stop();
    },
  };
  return program;
}

function isForwarded(fate: Fate): boolean {
  return fate === 'pass' || fate === 'lose-answer';
}

/** The journal of the earlier program names the way that this one had. */
function readdress(
  { home, endpoint }: { readonly home: string; readonly endpoint: string },
  to: string,
): void {
  for (const folder of ['launches', 'keys']) {
    for (const file of filesIn(path.join(home, folder))) {
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll(endpoint, to));
    }
  }
}

function recordsIn(home: string, folder: string): readonly string[] {
  return filesIn(path.join(home, folder))
    .filter((file) => RECORD.test(path.basename(file)))
    .map((file) => fs.readFileSync(file, 'utf8'));
}

const RECORD = /^[0-9a-f-]{36}\.json$/;

function filesIn(folder: string): readonly string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(folder, entry.name));
}
