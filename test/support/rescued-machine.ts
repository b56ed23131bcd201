import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closeClients } from '../../electron/aws/clients.ts';
import type { ConnectServices } from '../../electron/connect/connect-services.ts';
import type { LoadedKey } from '../../electron/connect/load-key.ts';
import { sshTextOf } from '../../electron/custody/key-format.ts';
import type { ProgramStart } from '../../electron/start-program.ts';
import { createUnfinished } from '../../electron/unfinished.ts';
import type { Rescue } from '../../shared/connect/rescue-api.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { sketchLaunch } from '../renderer/launch-fixtures.ts';
import { clientsAt } from './aws-clients.ts';
import { ec2Answer, jsonAnswer, startFakeAws, type FakeAnswer } from './fake-aws.ts';
import { startSshd } from './sshd.ts';

/** A machine whose key is lost: a real sshd on this computer, and an AWS that lends it keys by writing them into a file of sshd's. */
export type RescuedMachine = {
  readonly services: ConnectServices;
  readonly at: () => { readonly launch: Launch; readonly machine: Launch['instances'][number] };
  readonly launch: () => Launch;
  readonly change: (next: (launch: Launch) => Launch) => void;
  /** Of the user who logs in. */
  readonly authorizedKeys: string;
  /** What was lent, in order. */
  readonly lent: readonly string[];
  /** How AWS answers to lending; it lends by itself. */
  readonly lends: { answer: ((lend: () => void) => FakeAnswer) | null };
  readonly takeBack: () => void;
  readonly stop: () => Promise<void>;
};

export async function startRescuedMachine(): Promise<RescuedMachine> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-rescue-'));
  const user = path.join(home, 'user');
  fs.mkdirSync(path.join(user, '.ssh'), { recursive: true, mode: 0o700 });
  const authorizedKeys = path.join(user, '.ssh/authorized_keys');
  const lentFile = path.join(home, 'lent');
  const sshd = await startSshd('', {
    settings: [`AuthorizedKeysFile=${authorizedKeys} ${lentFile}`, `SetEnv=HOME=${user}`],
  });
  const lent: string[] = [];
  const lends: RescuedMachine['lends'] = { answer: null };
  const aws = await startFakeAws(({ action, body }) => {
    if (action !== 'SendSSHPublicKey') return ec2Answer(action, '');
    const lend = () => {
      const asked: unknown = JSON.parse(body);
      const field = (name: string) =>
        typeof asked === 'object' && asked !== null ? String(Reflect.get(asked, name)) : '';
      lent.push(field('SSHPublicKey'));
      // For this user, and no other.
      if (field('InstanceOSUser') === sshd.user) fs.writeFileSync(lentFile, `${field('SSHPublicKey')}\n`);
    };
    if (lends.answer !== null) return lends.answer(lend);
    lend();
    return jsonAnswer({ RequestId: 'r', Success: true });
  });
  const clients = clientsAt(aws.endpoint);
  const sketched = sketchLaunch({ name: 'web', zoneStates: ['started', 'started'] });
  let launch: Launch = {
    ...sketched,
    instances: sketched.instances.map((machine) => ({ ...machine, publicAddress: '127.0.0.1' })),
    connect: { ...sketched.connect, loginUser: sshd.user, port: sshd.port },
  };
  const nobody = async () => failed(makeProblem('bad-request'));
  return {
    services: {
      home,
      sshConfigFile: null,
      doors: { open: async () => null, closeAll: () => undefined },
      env: { ...process.env },
      patience: { throttled: (work) => work() } as ConnectServices['patience'],
      launches: {
        readLaunch: async () => succeeded(launch),
        listLaunches: nobody,
        lookAtLaunches: nobody,
        // Only its clients are asked for.
        withAccount: (_launchId, use) => use(launch, { clients } as Parameters<typeof use>[1]),
        setConnect: async (_launchId, next) => {
          launch = { ...launch, connect: next(launch.connect) };
          return succeeded(launch);
        },
      },
      vault: nobody,
      unfinished: createUnfinished(),
      myAddresses: async () => ({ ipv4: null, ipv6: null }),
      probe: async () => 'not-tried',
      startProgram: async () => undefined,
      copyText: async () => undefined,
      openPath: async () => undefined,
      files: { open: async () => null, save: async () => null },
      readText: async () => '',
      openExternal: async () => undefined,
      rescueChanged: (_rescue: Rescue) => undefined,
      groups: { previewChange: nobody, startChange: nobody, listChanges: nobody },
      tested: () => undefined,
    },
    at: () => {
      const [machine] = launch.instances;
      if (machine === undefined) throw new Error('no machine');
      return { launch, machine };
    },
    launch: () => launch,
    change: (next) => {
      launch = next(launch);
    },
    authorizedKeys,
    lent,
    lends,
    takeBack: () => fs.rmSync(lentFile, { force: true }),
    stop: async () => {
      closeClients(clients);
      await aws.stop();
      await sshd.stop();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

export function freshKey(name: string): LoadedKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { name, publicKey: sshTextOf(privateKey), privateKey };
}

/** Runs what would have run in the window that was opened, with these lines typed into it; answers what it said. */
export function runInWindow({ args, env }: ProgramStart, typed: string): Promise<string> {
  const [file = '', ...rest] = args.slice(args.indexOf('/bin/sh'));
  return new Promise((resolve) => {
    const child = execFile(file, rest, { env, timeout: 20_000 }, (_error, stdout) => resolve(stdout));
    child.stdin?.end(typed);
  });
}
