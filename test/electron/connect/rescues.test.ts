import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { profileOption } from '../../../electron/connect/aws-tools.ts';
import { sessionPage } from '../../../electron/connect/open-session.ts';
import { createRescues } from '../../../electron/connect/rescues.ts';
import { createVisits } from '../../../electron/connect/visits.ts';
import type { ProgramStart } from '../../../electron/start-program.ts';
import { isAwsPage } from '../../../shared/aws-page.ts';
import type { Launch } from '../../../shared/launch.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { jsonAnswer } from '../../support/fake-aws.ts';
import { needs } from '../../support/parts.ts';
import { runInWindow, startRescuedMachine, type RescuedMachine } from '../../support/rescued-machine.ts';

needs('sshd', 'ssh-keygen')('windows without the machine’s key', () => {
  let machine: RescuedMachine;
  let bin: string;
  let started: ProgramStart[];
  let opened: string[];
  let close: () => void;
  beforeEach(async () => {
    machine = await startRescuedMachine();
    bin = path.join(machine.services.home, 'bin');
    fs.mkdirSync(bin);
    started = [];
    opened = [];
  });
  afterEach(async () => {
    close();
    await machine.stop();
  });

  const install = (...names: readonly string[]) => {
    for (const name of names) fs.writeFileSync(path.join(bin, name), '#!/bin/sh\n', { mode: 0o755 });
  };
  const open = (env: NodeJS.ProcessEnv = {}) => {
    install('a-terminal');
    const own = { KEYPORT_TERMINAL: path.join(bin, 'a-terminal'), HOME: machine.services.home };
    const services = {
      ...machine.services,
      env: { PATH: `${bin}:/usr/bin:/bin`, ...own, ...env },
      startProgram: async (program: ProgramStart) => void started.push(program),
      openExternal: async (url: string) => void opened.push(url),
    };
    const visits = createVisits(services.env);
    const rescues = createRescues(services, visits);
    close = () => {
      rescues.close();
      visits.closeAll();
    };
    return rescues.api;
  };
  const at = () => ({
    launchId: machine.launch().launchId,
    instanceId: machine.at().machine.instanceId,
  });
  const from = (sourceId: string) =>
    machine.change((launch) => ({ ...launch, account: { ...launch.account, sourceId } }));
  const problemOf = async (asked: Promise<{ readonly ok: boolean; readonly problem?: { code: string } }>) =>
    (await asked).problem?.code;

  test('a session is AWS’s own program with the region, the machine and the profile, each a word', async () => {
    install('aws', 'session-manager-plugin');
    const api = open({ AWS_PROFILE: 'other', NODE_OPTIONS: '--inspect' });
    expect(valueOf(await api.openSession(at()))).toEqual({ terminal: 'a-terminal' });
    const [window] = started;
    const words = [path.join(bin, 'aws'), 'ssm', 'start-session', '--region', 'us-east-1'];
    expect(window?.args.slice(-9)).toEqual([...words, '--target', at().instanceId, '--profile', 'work']);
    expect(window?.env).toMatchObject({ AWS_PROFILE: 'other' });
    expect(Object.keys(window?.env ?? {}).filter((name) => /^(KEYPORT|NODE)/.test(name))).toEqual([]);
  });

  test.each([[[]], [['aws']], [['session-manager-plugin']]])(
    'with only %j on this computer there is no session in a terminal',
    async (names) => {
      install(...names);
      expect(await problemOf(open().openSession(at()))).toBe('aws-tools-missing');
      expect(started).toEqual([]);
    },
  );

  test('credentials that only Keyport has are handed to nobody', async () => {
    install('aws', 'session-manager-plugin');
    from('key:0f3c2a1b-1111-4222-8333-555555555555');
    const api = open();
    expect(await problemOf(api.openSession(at()))).toBe('aws-tools-no-account');
    expect(valueOf(await api.openSessionPage(at()))).toBeNull();
    expect(opened).toEqual([
      `https://us-east-1.console.aws.amazon.com/systems-manager/session-manager/${at().instanceId}?region=us-east-1`,
    ]);
  });

  test.each([
    ['practice', (launch: Launch) => ({ ...launch, account: { ...launch.account, sourceId: 'practice' } })],
    [
      'another endpoint',
      (launch: Launch) => ({ ...launch, account: { ...launch.account, endpoint: 'http://127.0.0.1:1' } }),
    ],
  ])('in %s nothing opens, and no key is lent', async (_where, change) => {
    install('aws', 'session-manager-plugin');
    machine.change(change);
    const api = open();
    expect(await problemOf(api.openSession(at()))).toBe('machine-not-real');
    expect(await problemOf(api.openSessionPage(at()))).toBe('machine-not-real');
    expect(await problemOf(api.openByInstanceConnect(at()))).toBe('machine-not-real');
    expect([started, opened, machine.lent]).toEqual([[], [], []]);
  });

  test('a lent key logs in by itself, and nothing of it is written', async () => {
    const api = open();
    expect(valueOf(await api.openByInstanceConnect(at()))).toEqual({ terminal: 'a-terminal' });
    expect(machine.lent).toHaveLength(1);
    const [window] = started;
    expect(window && (await runInWindow(window, 'echo in\n'))).toBe('in\n');
    const texts = filesIn(path.join(machine.services.home, 'ssh')).map((file) =>
      fs.readFileSync(file, 'utf8'),
    );
    expect(texts.filter((text) => text.includes('PRIVATE'))).toEqual([]);
  });

  test('where AWS lends nothing, no window opens', async () => {
    machine.lends.answer = () => jsonAnswer({ __type: 'AccessDeniedException', message: 'no' }, 400);
    expect(await problemOf(open().openByInstanceConnect(at()))).toBe('not-permitted');
    expect(started).toEqual([]);
  });

  test('what is not known of a machine is asked, and no answer is no problem', async () => {
    install('aws', 'session-manager-plugin');
    const { ways, last, fits } = valueOf(await open().readRescue(at()));
    expect(last).toBeNull();
    // This AWS answers nothing that Session Manager would.
    expect(ways.sessionPage).toEqual({ state: 'lacks', missing: ['no-profile', 'agent-unknown'] });
    expect(ways.instanceConnect).toEqual({ state: 'unknown', missing: ['port-unknown'] });
    expect(fits).toBe('instance-connect');
  });
});

describe('which words AWS’s command line is told for an account', () => {
  test.each([
    ['profile:work', ['--profile', 'work']],
    ['profile:my.org/dev+1@x', ['--profile', 'my.org/dev+1@x']],
    ['environment', []],
    ['container', []],
    ['web-identity', []],
    ['key:0f3c2a1b', null],
    ['practice', null],
    ['profile:--endpoint-url', null],
    ['profile:-x', null],
    ['profile:a b', null],
    ['profile:$(sh)', null],
    ['profile:a;b', null],
    ['profile:"a"', null],
    ['profile:a\nb', null],
    ['profile:', null],
  ])('%j: %j', (sourceId, words) => {
    expect(profileOption(sourceId)).toEqual(words);
  });
});

describe('AWS’s page for a session', () => {
  test.each([
    ['us-east-1', 'https://us-east-1.console.aws.amazon.com/'],
    ['cn-north-1', 'https://console.amazonaws.cn/'],
    ['us-gov-west-1', 'https://console.amazonaws-us-gov.com/'],
  ])('of %s is AWS’s own', (region, start) => {
    const page = sessionPage(region, 'i-0123456789abcdef0');
    expect(page?.startsWith(start)).toBe(true);
    expect(isAwsPage(page ?? '')).toBe(true);
  });

  test.each([
    ['us-east-1.evil.example/', 'i-0123456789abcdef0'],
    ['us-east-1', 'i-0?x=https://evil.example'],
    ['us-east-1', '../../evil'],
  ])('of %j and %j there is none', (region, instanceId) => {
    expect(sessionPage(region, instanceId)).toBeNull();
  });
});

function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}
