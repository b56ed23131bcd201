import fs from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { openKeyJournal } from '../../custody/key-journal.ts';
import { problemOfDisk } from '../../journal/disk-problem.ts';
import { removeDurably, writeDurably } from '../../journal/durable-file.ts';
import { oneAtATime } from '../../keychain/one-at-a-time.ts';
import type { Launches } from '../../launch/launches.ts';
import { keyOfMachine } from '../../../shared/connect/machine-key.ts';
import { aliasOf, namedMachines, type NamedMachine } from '../../../shared/connect/ssh-aliases.ts';
import type { SshConfig, SshConfigApi } from '../../../shared/connect/ssh-config-api.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../../shared/outcome.ts';
import type { Problem } from '../../../shared/problem.ts';
import { words } from '../../../shared/words/en.ts';
import { blockLines, stateOfBlock, withBlock, withoutBlock, type BlockState } from './block.ts';
import { makeConfigFolder, readConfigFile, replaceConfigFile, type ConfigFile } from './config-file.ts';
import { includeLine } from './include-line.ts';
import { noteMade, removeMade } from './made-here.ts';
import { hostOf, ownFileIn, ownText, publicKeyFileIn, type KeyPlace } from './own-file.ts';

export type SshConfigServices = {
  readonly home: string;
  /** The person's own settings of ssh; null while one practises. */
  readonly file: string | null;
  readonly launches: Pick<Launches, 'listLaunches'>;
  /** Opens, where it is not yet, where ssh can ask for this key of the vault: null where nobody would answer. */
  readonly openDoor: (custodyId: string) => Promise<string | null>;
  /** Where nobody asks any more. */
  readonly closeDoors: () => void;
  readonly copyText: (text: string) => Promise<void>;
};

export type SshConfigKeeper = {
  readonly api: SshConfigApi;
  /** Something about the machines may have changed: resolves when what ssh reads is as they are. Never rejects. */
  readonly renew: () => Promise<void>;
  /** From now on nobody answers for a key; at once, as the program ends. */
  readonly close: () => void;
};

export function createSshConfig(services: SshConfigServices): SshConfigKeeper {
  const { home, launches, file } = services;
  const ownFile = ownFileIn(home);
  const include = includeLine(ownFile);
  const journal = openKeyJournal(home);
  const inTurn = oneAtATime();
  /** What is on the disk, and how it is to be left. */
  let written: { readonly text: string; readonly atEnd: string } | null = null;
  let awaited: Promise<void> | null = null;
  let isOver = false;

  const listed = async (): Promise<Outcome<readonly NamedMachine[]>> => {
    const list = await launches.listLaunches();
    return list.ok ? succeeded(namedMachines(list.value.launches)) : list;
  };

  const look = async (): Promise<Outcome<Looked>> => {
    if (file === null) return failed(makeProblem('ssh-config-practice'));
    const named = await listed();
    if (!named.ok) return named;
    const read = await readConfigFile(file);
    return succeeded({ file, named: named.value, ...judged(read, include, ownFile) });
  };

  const keyPlaceOf = async ({ launch, machine }: NamedMachine): Promise<KeyPlace> => {
    const { custodyId } = keyOfMachine(launch, machine.instanceId);
    const record = custodyId === null ? null : await journal.read(custodyId).catch(() => null);
    if (record === null || record.publicKey === null) return NO_KEY;
    const publicKeyFile = publicKeyFileIn(home, record.custodyId);
    const line = `${record.publicKey}\n`;
    if (textIn(publicKeyFile) !== line) await writeDurably(publicKeyFile, line);
    const identityAgent = isOver ? null : await services.openDoor(record.custodyId);
    return { identityAgent, publicKeyFile };
  };

  const writeOwn = async (named: readonly NamedMachine[]): Promise<void> => {
    const hosts = [];
    for (const each of named) {
      hosts.push({ host: await hostOf(home, each), key: await keyPlaceOf(each) });
    }
    const text = ownText(hosts);
    const atEnd = ownText(hosts.map(({ host, key }) => ({ host, key: { ...key, identityAgent: null } })));
    if (isOver) return;
    if (textIn(ownFile) !== text) await writeDurably(ownFile, text);
    written = { text, atEnd };
  };

  const turnOn = async (looked: Looked): Promise<Outcome<null>> => {
    await writeOwn(looked.named);
    if (looked.isOn || include === null) return succeeded(null);
    const isFolderNew = await makeConfigFolder(looked.file);
    const made = looked.config?.stats ? 'nothing' : isFolderNew ? 'folder-and-file' : 'file';
    await noteMade(home, looked.file, made);
    // Its folder may be there only now.
    try {
      const before = await readConfigFile(looked.file);
      const done = before.ok
        ? await replaceConfigFile(before.value, withBlock(before.value.bytes, include))
        : before;
      if (!done.ok) await removeMade(home, looked.file, false);
      return done;
    } catch (error) {
      await removeMade(home, looked.file, false);
      throw error;
    }
  };

  const turnOff = async ({ file: settings, config, isOn }: Looked): Promise<Outcome<null>> => {
    if (isOn && config !== null) {
      const left = withoutBlock(config.bytes);
      const replaced = await replaceConfigFile(config, left);
      if (!replaced.ok) return replaced;
      await removeMade(home, settings, left.length === 0);
    }
    written = null;
    services.closeDoors();
    await removeDurably(ownFile);
    await rm(path.join(home, 'ssh', 'keys'), { recursive: true, force: true });
    return succeeded(null);
  };

  const set = async (isOn: boolean): Promise<Outcome<SshConfig>> => {
    const looked = await look();
    if (!looked.ok) return looked;
    if (looked.value.problem !== null) return failed(looked.value.problem);
    const done = await (isOn ? turnOn(looked.value) : turnOff(looked.value));
    if (!done.ok) return done;
    const now = await look();
    return now.ok ? succeeded(shown(now.value)) : now;
  };

  const shown = ({ file: settings, named, config, isOn, problem }: Looked): SshConfig => ({
    isOn,
    file: settings,
    isFileThere: config === null || config.stats !== null,
    lines: include === null ? [] : blockLines(include),
    ownFile,
    hosts: named.map(aliasOf),
    problem,
  });

  const renewNow = async (): Promise<void> => {
    if (isOver) return;
    const looked = await look();
    if (looked.ok && looked.value.isOn) await writeOwn(looked.value.named);
  };

  return {
    api: {
      readSshConfig: () =>
        onDisk(async () => {
          const looked = await look();
          return looked.ok ? succeeded(shown(looked.value)) : looked;
        }),
      setSshConfig: ({ isOn }) => inTurn(() => onDisk(() => set(isOn))),
      copySshAlias: async ({ launchId, instanceId }) => {
        const named = await listed();
        if (!named.ok) return named;
        const host = named.value
          .map(aliasOf)
          .find((each) => each.launchId === launchId && each.instanceId === instanceId);
        if (host === undefined) return failed(makeProblem('instance-gone'));
        await services.copyText(`ssh ${host.alias}`);
        return succeeded(null);
      },
    },
    renew: () => {
      if (file === null) return Promise.resolve();
      // However many changes come while one is written, the last of them is.
      awaited ??= inTurn(async () => {
        awaited = null;
        // What could not be written now is with the next change, or the next start.
        await renewNow().catch(() => undefined);
      });
      return awaited;
    },
    close: () => {
      isOver = true;
      if (written !== null && written.text !== written.atEnd) replaceAtOnce(ownFile, written.atEnd);
    },
  };
}

type Looked = Judged & { readonly file: string; readonly named: readonly NamedMachine[] };

type Judged = {
  /** Null where it could not be read. */
  readonly config: ConfigFile | null;
  readonly isOn: boolean;
  readonly problem: Problem | null;
};

const NO_KEY: KeyPlace = { identityAgent: null, publicKeyFile: null };

function judged(read: Outcome<ConfigFile>, include: string | null, ownFile: string): Judged {
  if (!read.ok) return { config: null, isOn: false, problem: read.problem };
  const config = read.value;
  if (include === null) return { config, isOn: false, problem: refusal(because.oddPath(ownFile)) };
  const block = stateOfBlock(config.bytes, include);
  return { config, isOn: block.state === 'ours', problem: problemOfBlock(block, config.target) };
}

const { because } = words.sshConfig;

function problemOfBlock(block: BlockState, file: string): Problem | null {
  if (block.state === 'other') return refusal(because.otherHome(file, block.line));
  return block.state === 'broken' ? refusal(because.halfMarked(file)) : null;
}

function refusal(explanation: string): Problem {
  return makeProblem('ssh-config-refused', { explanation });
}

/** Null where there is none that can be read. */
function textIn(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function replaceAtOnce(file: string, text: string): void {
  const temporary = `${file}.end`;
  try {
    fs.rmSync(temporary, { force: true });
    fs.writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
    fs.renameSync(temporary, file);
  } catch {
    // Nobody answers there: ssh says that it was not let in, and the next start writes it anew.
  }
}

async function onDisk<Value>(work: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(problemOfDisk(error));
  }
}
