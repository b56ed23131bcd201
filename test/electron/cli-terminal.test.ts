import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { project } from '../../scripts/tool.ts';
import type { Weather } from '../../shared/practice/weather.ts';
import { PLAIN_MODES, startAtTerminal, type AtTerminal } from '../support/at-a-terminal.ts';
import { needs } from '../support/parts.ts';
import { startPractice, type ServedPractice } from '../support/practice.ts';
import { startProxy, type Fate, type Proxy } from '../support/proxy.ts';

// As a person has it: the program at a real terminal, questions that are typed an answer to, and Ctrl-C.

const SLOW_MS = 300_000;
const CTRL_C = '\u0003';
const PASSPHRASE = 'four words of no relation';
const RAW_MODES = { signals: false, lines: false, echoes: false };
const AT_ONCE: Weather = [{ action: '*', kind: 'pace', value: 0 }];
const FULL_A: Weather = [...AT_ONCE, { action: 'RunInstances', zone: 'us-east-1a', kind: 'no-capacity' }];

let folder: string;
let practice: ServedPractice;
let proxy: Proxy;
let started: AtTerminal[];
/** Calls of this action are not answered before `letGo`. */
let held: { readonly action: string; readonly gate: PromiseWithResolvers<void> } | null;

beforeEach(async () => {
  started = [];
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-terminal-'));
  practice = await startPractice();
  held = null;
  proxy = await startProxy(practice.endpoint, async ({ action, params }): Promise<Fate> => {
    if (action === held?.action && !params.has('DryRun')) await held.gate.promise;
    return 'pass';
  });
});
afterEach(async () => {
  letGo();
  await Promise.all(started.map(({ stop }) => stop()));
  await proxy.stop();
  await practice.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

needs('python3')('Ctrl-C at a terminal', () => {
  test('leaves each question at once, with the terminal as it was', { timeout: SLOW_MS }, async () => {
    const store = keyport('keys', 'store', 'file');
    await store.sees('New passphrase: ');
    expect(await store.modes()).toEqual(RAW_MODES);
    store.type(`${PASSPHRASE}\r`);
    await store.sees('The same again: ');
    store.type(CTRL_C);
    expect(await store.ended).toMatchObject({ code: 130, modes: PLAIN_MODES });

    const plan = await makeReady();
    const launch = keyport('launch', plan);
    await typePassphrase(launch);
    await launch.sees('Type yes: ');
    launch.type(`yes${CTRL_C}`);
    const { code, modes, screen } = await launch.ended;
    expect({ code, modes }).toEqual({ code: 130, modes: PLAIN_MODES });
    expect(screen).toMatch(/yes[\r\n]+Cancelled\. Nothing was created/u);

    const single = JSON.parse(fs.readFileSync(plan, 'utf8')) as { placements: unknown[] };
    fs.writeFileSync(plan, JSON.stringify({ ...single, placements: single.placements.slice(0, 1) }));
    const danger = keyport('launch', plan);
    await typePassphrase(danger);
    await danger.sees('type its id (one-zone): ');
    expect(await danger.modes()).toEqual(RAW_MODES);
    danger.type(`one${CTRL_C}`);
    const left = await danger.ended;
    expect({ code: left.code, modes: left.modes }).toEqual({ code: 130, modes: PLAIN_MODES });
    expect(left.screen).toContain('Cancelled. You stopped this. Nothing was created.');
    expect(practice.account().counts()).toMatchObject({ instances: 0, keyPairs: 0 });
  });

  test(
    'after an answer is heard at the first time: what is launched, answered or removed goes on to its end, and says how it went',
    { timeout: SLOW_MS },
    async () => {
      const plan = await makeReady();
      practice.account().setWeather(FULL_A);
      hold('RunInstances');
      const launch = keyport('launch', plan);
      await typePassphrase(launch);
      await launch.sees('Type yes: ');
      launch.type('yes\r');
      await interruptOnce(launch, 'RunInstances');
      expect(await launch.ended).toMatchObject({ code: 3, modes: PLAIN_MODES });

      practice.account().setWeather(AT_ONCE);
      hold('RunInstances');
      const wrong = keyport('answer', 'web', '--again');
      await wrong.sees('Passphrase of ');
      wrong.type('another one\r');
      const refused = await wrong.ended;
      expect(refused.code).toBe(4);
      expect(refused.screen).not.toContain('Type yes');
      const answer = keyport('answer', 'web', '--again');
      await typePassphrase(answer);
      await answer.sees('Price: $0.0163 an hour');
      await answer.sees('Start this machine? Type yes: ');
      answer.type('yes\r');
      await interruptOnce(answer, 'RunInstances');
      expect(await answer.ended).toMatchObject({ code: 0, modes: PLAIN_MODES });

      hold('TerminateInstances');
      const undo = keyport('undo', 'web');
      await undo.sees('Type the name (web): ');
      undo.type('web\r');
      await interruptOnce(undo, 'TerminateInstances');
      expect(await undo.ended).toMatchObject({ code: 0, modes: PLAIN_MODES });
      expect(practice.account().counts()).toMatchObject({ instances: 0 });
    },
  );
});

/** While this call is on its way, and the terminal as it was before the question. */
async function interruptOnce(command: AtTerminal, action: string): Promise<void> {
  await proxy.seen(action);
  await command.sees('Launch ');
  expect(await command.modes()).toEqual(PLAIN_MODES);
  command.type(CTRL_C);
  await command.sees('goes on to its end');
  letGo();
}

function keyport(...args: readonly string[]): AtTerminal {
  const command = startAtTerminal([process.execPath, path.join(project, 'electron/cli.ts'), ...args], {
    cwd: folder,
    env: {
      ...practice.env,
      AWS_ENDPOINT_URL: proxy.endpoint,
      PATH: process.env['PATH'],
      HOME: folder,
      KEYPORT_HOME: path.join(folder, 'home'),
      KEYPORT_PATIENCE: '0.01',
      KEYPORT_ADDRESS_URL: 'http://127.0.0.1:9/',
    },
  });
  started.push(command);
  return command;
}

/** Keys go into a file with a passphrase; answers the file of a plan. */
async function makeReady(): Promise<string> {
  const plan = path.join(folder, 'plan.json');
  const store = keyport('keys', 'store', 'file');
  await store.sees('New passphrase: ');
  store.type(`${PASSPHRASE}\r`);
  await store.sees('The same again: ');
  store.type(`${PASSPHRASE}\r`);
  const written = keyport('--out', plan, 'plan', '--default', '--name', 'web', '--my-address', '203.0.113.7');
  const { code, screen } = await store.ended;
  expect({ code, screen }).toMatchObject({
    code: 0,
    screen: expect.not.stringContaining(PASSPHRASE) as string,
  });
  expect(await written.ended).toMatchObject({ code: 0 });
  return plan;
}

async function typePassphrase(command: AtTerminal): Promise<void> {
  await command.sees('Passphrase of ');
  command.type(`${PASSPHRASE}\r`);
}

function hold(action: string): void {
  held = { action, gate: Promise.withResolvers() };
}

function letGo(): void {
  held?.gate.resolve();
}
