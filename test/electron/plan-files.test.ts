import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPlan } from '../../electron/cli/read-plan.ts';
import { createHomeLock } from '../../electron/journal/home-lock.ts';
import { openPlan, savePlan } from '../../electron/plan-files.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { PLAN } from '../shared/plan-fixture.ts';

let folder: string;
let asked: unknown[];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-plan-'));
  asked = [];
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Both dialogs, answered with this path. */
const dialogs = (answer: string | null) => {
  const choose = async (ask: unknown) => {
    asked.push(ask);
    return answer;
  };
  return { open: choose, save: choose };
};
const ownScript = (text: string): LaunchPlan => ({ ...PLAN, script: { kind: 'own', text } });

describe('a plan that is saved', () => {
  test('is the plan again, in the window and on the command line, and nobody else may read it', async () => {
    const file = path.join(folder, 'plan.json');
    const plan = { ...ownScript('#!/bin/sh\necho hello\n'), tags: [{ key: 'Team', value: 'Shop' }] };

    expect(await savePlan(dialogs(file), plan)).toEqual({ ok: true, value: file });

    expect(await openPlan(dialogs(file))).toEqual({ ok: true, value: { plan, fileName: 'plan.json' } });
    const where = {
      pathFrom: (typed: string) => path.join(folder, typed),
      readInput: async () => Buffer.of(),
    };
    expect(await readPlan(where, 'plan.json')).toEqual({ ok: true, value: plan });
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(asked).toMatchObject([
      { fileName: 'my-fleet-plan.json', folder: 'documents' },
      { folder: 'documents' },
    ]);
  });

  test.each([
    ['a password in the start script', ownScript('#!/bin/sh\nDB_PASSWORD=hunter2 ./start\n'), 'Line 2'],
    ['an access key there', ownScript('#!/bin/sh\nexport KEY=AKIAIOSFODNN7EXAMPLE\n'), 'Line 2'],
    ['a token in a tag', { ...PLAN, tags: [{ key: 'api_key', value: 'hunter2' }] }, 'api_key'],
  ])('never has %s', async (_, plan, said) => {
    const refused = await savePlan(dialogs(path.join(folder, 'plan.json')), plan);

    expect(refused).toMatchObject({ ok: false, problem: { code: 'plan-has-secret' } });
    expect(JSON.stringify(refused)).toContain(said);
    expect(JSON.stringify(refused)).not.toMatch(/hunter2|AKIA/);
    expect([asked, fs.readdirSync(folder)]).toEqual([[], []]);
  });

  test('is written nowhere where nothing was chosen, or where Keyport keeps its own', async () => {
    expect(await savePlan(dialogs(null), PLAN)).toEqual({ ok: true, value: null });
    await createHomeLock(folder, 'Keyport').take();

    const refused = await savePlan(dialogs(path.join(folder, 'launches', 'plan.json')), PLAN);

    expect(refused).toMatchObject({ ok: false, problem: { code: 'file-not-written' } });
  });
});

describe('a file that is opened', () => {
  test.each([
    ['not there', null, 'There is no such file'],
    ['no text', Buffer.from([0xff, 0xd8, 0x00]), 'line 1 column 1'],
    ['JSON up to its end only', '{"version": 1,\n "name": }', 'line 2 column 10'],
    ['of a later Keyport', '{"version": 2}', 'version 2'],
    ['too long', ' '.repeat(300_000), 'too long'],
    ['another document', '{"password": "hunter2"}', 'image is missing'],
    [
      'a plan with a slip of the pen deep inside',
      JSON.stringify({ ...PLAN, access: { ...PLAN.access, adminAdress: '192.0.2.1' } }),
      'access is not as it has to be. Expected: no field of the name “adminAdress” (perhaps “adminAddress”)',
    ],
  ])('is refused where it is %s', async (_, content, said) => {
    const file = path.join(folder, 'chosen.json');
    if (content !== null) fs.writeFileSync(file, content);

    const refused = await openPlan(dialogs(file));

    expect(refused).toMatchObject({ ok: false, problem: { code: 'plan-unreadable' } });
    expect(JSON.stringify(refused)).toContain(said);
    expect(JSON.stringify(refused)).not.toContain('hunter2');
    expect(JSON.stringify(refused)).not.toContain(folder);
  });

  test('is none where none was chosen', async () => {
    expect(await openPlan(dialogs(null))).toEqual({ ok: true, value: null });
  });
});
