import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { letNewKeyIn, proveAndNote } from '../../../electron/connect/let-new-key-in.ts';
import { createRescueBoard } from '../../../electron/connect/rescue-board.ts';
import { createLogIn } from '../../../electron/connect/ssh-visit.ts';
import { authorizedLine } from '../../../shared/connect/authorized-key.ts';
import { keyOfMachine } from '../../../shared/connect/machine-key.ts';
import { RESCUE_STEPS, type Rescue } from '../../../shared/connect/rescue-api.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed } from '../../../shared/outcome.ts';
import { jsonAnswer } from '../../support/fake-aws.ts';
import { needs } from '../../support/parts.ts';
import { freshKey, startRescuedMachine, type RescuedMachine } from '../../support/rescued-machine.ts';

const CUSTODY = '0f3c2a1b-1111-4222-8333-555555555555';
const OLD = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILB/AzLBWspA4DIn/9KtQ3klwH6TM5Xs7mPGl4SpYm4S old';

needs('sshd', 'ssh-keygen')('a new key is let in to a machine whose key is lost', () => {
  let machine: RescuedMachine;
  let told: Rescue[];
  beforeEach(async () => {
    machine = await startRescuedMachine();
    fs.writeFileSync(machine.authorizedKeys, `${OLD}\n`, { mode: 0o600 });
    told = [];
  });
  afterEach(() => machine.stop());

  const newKey = (name = 'new') => ({
    ...freshKey(name),
    custodyId: CUSTODY,
    keychainAccount: `${name}|here`,
  });
  const logIn = () => createLogIn(machine.services, new AbortController().signal);
  const own = () => ({ ...machine.services, logIn: logIn() });
  const boardOf = (keyName: string, steps: readonly (typeof RESCUE_STEPS)[number][] = RESCUE_STEPS) => {
    const { launchId } = machine.launch();
    const { instanceId } = machine.at().machine;
    const first = { launchId, instanceId, custodyId: CUSTODY, keyName, way: 'lend' } as const;
    return createRescueBoard(first, steps, (rescue) => told.push(rescue));
  };
  const letIn = (key: ReturnType<typeof newKey>) => letNewKeyIn(own(), machine.at(), key, boardOf(key.name));
  const listed = () => fs.readFileSync(machine.authorizedKeys, 'utf8');
  const failedStep = ({ lines }: Rescue) => lines.find(({ state }) => state === 'failed')?.step;

  test('it logs in with a lent key, adds the new one, and proves it with that one alone', async () => {
    const key = newKey();
    const rescue = await letIn(key);

    expect(rescue).toMatchObject({ state: 'done', soFar: 'noted', problem: null });
    expect(rescue.lines.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(listed()).toBe(`${OLD}\n${authorizedLine(key.publicKey, 'new')}\n`);
    expect(machine.lent).toHaveLength(1);
    expect(machine.lent[0]).not.toBe(key.publicKey);
    expect(fs.statSync(machine.authorizedKeys).mode & 0o777).toBe(0o600);
    const shown = execFileSync('ssh-keygen', ['-lf', machine.authorizedKeys], { encoding: 'utf8' });
    expect(shown.trim().split('\n')).toHaveLength(2);
    expect(shown).toContain('keyport:new');
  });

  test('the launch uses the new key for this machine, and the old one for the others', async () => {
    await letIn(newKey());
    const launch = machine.launch();
    const [first, second] = launch.instances.map(
      ({ instanceId }) => keyOfMachine(launch, instanceId).custodyId,
    );
    expect(first).toBe(CUSTODY);
    expect(second).toBe(launch.connect.custodyId);
  });

  test('later it logs in without anything lent', async () => {
    const key = newKey();
    await letIn(key);
    machine.takeBack();
    const rescue = await proveAndNote(own(), machine.at(), key, boardOf('new', ['prove', 'note']));
    expect(rescue.state).toBe('done');
  });

  test('done again, the key is not added twice', async () => {
    const key = newKey();
    await letIn(key);
    const before = listed();
    const rescue = await letIn(key);
    expect(rescue.state).toBe('done');
    expect(listed()).toBe(before);
    expect(told.some(({ soFar }) => soFar === 'there-before')).toBe(true);
  });

  test.each([
    ['without an end to its last line', `# mine\n${OLD}`],
    ['that is empty', ''],
    ['with options and odd lines', `# a comment\n\nfrom="10.0.0.0/8",no-pty ${OLD}\n\t\n`],
    ['of Windows’ line ends', `${OLD}\r\n`],
  ])('a list %s keeps every line that it had', async (_what, before) => {
    fs.writeFileSync(machine.authorizedKeys, before);
    const key = newKey();
    expect((await letIn(key)).state).toBe('done');
    const separator = before === '' || before.endsWith('\n') ? '' : '\n';
    expect(listed()).toBe(`${before}${separator}${authorizedLine(key.publicKey, 'new')}\n`);
  });

  test('where there is no folder and no list, both are made for this user alone', async () => {
    const folder = path.dirname(machine.authorizedKeys);
    fs.rmSync(folder, { recursive: true });
    expect((await letIn(newKey())).state).toBe('done');
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(machine.authorizedKeys).mode & 0o777).toBe(0o600);
  });

  test.each([
    "'; touch pwned; '",
    '"; rm -rf "$HOME"',
    '$(touch pwned)',
    '`touch pwned`',
    'two\nlines ssh-ed25519 AAAA',
    'a\r\nb',
    ' command="sh" ',
    '-oProxyCommand=sh',
    '\\n\\0',
    '%s%n',
    '‮gnp.exe',
    '',
  ])('a key called %j is nothing but a key', async (name) => {
    const key = newKey(name);
    expect((await letIn(key)).state).toBe('done');
    const lines = listed().trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^ssh-ed25519 [A-Za-z0-9+/=]+ keyport(:[A-Za-z0-9._@-]+)?$/);
    const user = path.dirname(path.dirname(machine.authorizedKeys));
    expect(fs.readdirSync(user)).toEqual(['.ssh']);
    expect(fs.readdirSync(path.dirname(machine.authorizedKeys))).toEqual(['authorized_keys']);
  });

  test('a list that cannot be written is said, and nothing was changed', async () => {
    fs.rmSync(machine.authorizedKeys);
    fs.mkdirSync(machine.authorizedKeys);
    const rescue = await letIn(newKey());
    expect(failedStep(rescue)).toBe('append');
    expect(rescue).toMatchObject({
      state: 'failed',
      soFar: 'nothing',
      problem: { code: 'key-not-appended', explanation: expect.stringContaining('cannot be written') },
    });
  });

  test('a lent key whose minute is over does not let in; a second time it does', async () => {
    machine.lends.answer = () => jsonAnswer({ RequestId: 'r', Success: true });
    const key = newKey();
    const late = await letIn(key);
    expect(failedStep(late)).toBe('log-in');
    expect(late).toMatchObject({ soFar: 'nothing', problem: { code: 'lent-key-refused', retryable: true } });
    expect(late.problem?.explanation).toContain('minute was over');
    expect(listed()).toBe(`${OLD}\n`);

    machine.lends.answer = null;
    expect((await letIn(key)).state).toBe('done');
  });

  test('a user who is not there is not let in', async () => {
    machine.change((launch) => ({ ...launch, connect: { ...launch.connect, loginUser: 'nobody-here' } }));
    const rescue = await letIn(newKey());
    expect(failedStep(rescue)).toBe('log-in');
    expect(rescue.problem?.explanation).toContain('“nobody-here”');
  });

  test('where AWS lends no key, nobody logs in', async () => {
    machine.lends.answer = () =>
      jsonAnswer({ __type: 'EC2InstanceStateInvalidException', message: 'not running' }, 400);
    const rescue = await letIn(newKey());
    expect(failedStep(rescue)).toBe('lend');
    expect(rescue).toMatchObject({ soFar: 'nothing', problem: { code: 'cannot-now' } });
  });

  test('where nobody answers at the machine, nothing was changed', async () => {
    machine.change((launch) => ({ ...launch, connect: { ...launch.connect, port: 1 } }));
    const rescue = await letIn(newKey());
    expect(failedStep(rescue)).toBe('log-in');
    expect(rescue.soFar).toBe('nothing');
    expect(rescue.problem?.explanation).toContain('did not get to the machine');
  });

  test('a key that the machine does not take afterwards is in the list, and not noted', async () => {
    const key = newKey();
    const logInWith = logIn();
    const refusing: typeof logInWith = async (at, given, errand) =>
      given.publicKey === key.publicKey ? { result: 'denied' } : logInWith(at, given, errand);
    const services = { ...machine.services, logIn: refusing };
    const rescue = await letNewKeyIn(services, machine.at(), key, boardOf('new'));
    expect(failedStep(rescue)).toBe('prove');
    expect(rescue).toMatchObject({ soFar: 'appended', problem: { code: 'new-key-refused' } });
    expect(machine.launch().connect.machineKeys).toEqual([]);
  });

  test('what cannot be written down is said: the key lets in all the same', async () => {
    const { launches } = machine.services;
    const full = { ...launches, setConnect: async () => failed(makeProblem('disk-failed')) };
    const services = { ...own(), launches: full };
    const rescue = await letNewKeyIn(services, machine.at(), newKey(), boardOf('new'));
    expect(failedStep(rescue)).toBe('note');
    expect(rescue).toMatchObject({ soFar: 'proved', problem: { code: 'disk-failed' } });
  });

  test('in practice the key is lent, and then there is nothing to log in to', async () => {
    machine.change((launch) => ({ ...launch, account: { ...launch.account, sourceId: 'practice' } }));
    const rescue = await letIn(newKey());
    expect(rescue.lines.map(({ state }) => state)).toEqual([
      'done',
      'failed',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(rescue.problem?.explanation).toContain('You practise');
    expect(machine.lent).toHaveLength(1);
    expect(listed()).toBe(`${OLD}\n`);
  });

  test('every snapshot goes on from the one before, and no private key is in any', async () => {
    const key = newKey();
    await letIn(key);
    expect(told.map(({ lines }) => lines.filter(({ state }) => state === 'done').length)).toEqual(
      told.map(({ lines }) => lines.filter(({ state }) => state === 'done').length).toSorted((a, b) => a - b),
    );
    expect(JSON.stringify(told)).not.toContain('PRIVATE');
  });
});
