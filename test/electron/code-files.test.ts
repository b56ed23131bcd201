import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCode } from '../../electron/code-files.ts';
import { CODE_FORMATS } from '../../shared/as-code/code-files.ts';
import { planAsCode } from '../../shared/as-code/fleet-as-code.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { PLAN } from '../shared/plan-fixture.ts';
import { runCaptured } from '../support/captured-cli.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-code-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('saved from the window', () => {
  test.each(CODE_FORMATS)('it is, byte for byte, what the command line writes: %s', async (format) => {
    const plan = {
      ...PLAN,
      name: `we'b $(id) \`id\` \${x}`,
      script: { kind: 'own' as const, text: '#!/bin/sh\r\necho "é$HOME"\n' },
    };
    const saved = await codeFor(folder).saveCode({ of: { kind: 'plan', plan }, format });
    if (!saved.ok || saved.value === null) throw new Error(JSON.stringify(saved));

    fs.writeFileSync(path.join(folder, 'plan.json'), JSON.stringify(plan));
    const to = path.join(folder, 'by-command');
    const said = await runCaptured({ HOME: folder, KEYPORT_HOME: path.join(folder, 'home') }, [
      'export',
      path.join(folder, 'plan.json'),
      '--format',
      format,
      '--to',
      to,
    ]);

    expect(said).toMatchObject({ code: 0 });
    expect(path.dirname(saved.value.folder)).toBe(folder);
    expect(filesIn(saved.value.folder)).toEqual(filesIn(to));
    expect(saved.value.files.toSorted(compare)).toEqual(Object.keys(filesIn(to)).toSorted(compare));
  });

  test('a second time nothing is replaced', async () => {
    const code = codeFor(folder);
    const first = await code.saveCode(ASKED);
    const file = path.join(first.ok ? (first.value?.folder ?? '') : '', 'launch.sh');
    fs.writeFileSync(file, 'mine');

    expect(await code.saveCode(ASKED)).toMatchObject({
      ok: false,
      problem: { code: 'file-exists', raw: file },
    });
    expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  });

  test('who chooses no folder has nothing', async () => {
    expect(await codeFor(null).saveCode(ASKED)).toEqual({ ok: true, value: null });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('a folder of that name is one, whatever the launch is called', async () => {
    for (const name of ['../../up', '.', 'a/b', 'CON', '\u202Eexe']) {
      const saved = await codeFor(folder).saveCode({
        of: { kind: 'plan', plan: { ...PLAN, name } },
        format: 'cli',
      });
      expect(saved).toMatchObject({ ok: true });
      expect(saved.ok && path.dirname(saved.value?.folder ?? '')).toBe(folder);
    }
  });

  test('a folder that cannot be written is said', async () => {
    const file = path.join(folder, 'a-file');
    fs.writeFileSync(file, '');
    expect(await codeFor(file).saveCode(ASKED)).toMatchObject({ ok: false });
  });

  test('what cannot be read of a launch asks for no folder', async () => {
    const code = codeFor('asked for a folder');
    expect(await code.saveCode({ of: { kind: 'launch', launchId: 'gone' }, format: 'cli' })).toMatchObject({
      ok: false,
      problem: { code: 'launch-unknown' },
    });
  });
});

describe('copied', () => {
  test('is one file, whole', async () => {
    const copied: string[] = [];
    const code = codeFor(null, copied);
    expect(await code.copyCode({ ...ASKED, format: 'terraform', file: 'main.tf' })).toMatchObject({
      ok: true,
    });
    expect(copied).toHaveLength(1);
    expect(copied[0]).toContain('resource "aws_instance"');
    expect(
      await code.copyCode({ of: { kind: 'launch', launchId: 'one' }, format: 'cli', file: 'launch.sh' }),
    ).toMatchObject({ ok: true });
    expect(copied[1]).toMatch(/^#!/);
  });

  test.each(['constructor', 'main.tf', 'other.sh'])('there is no file called %s', async (file) => {
    const copied: string[] = [];
    expect(await codeFor(null, copied).copyCode({ ...ASKED, file })).toMatchObject({
      ok: false,
      problem: { code: 'bad-request' },
    });
    expect(copied).toEqual([]);
  });
});

const ASKED = { of: { kind: 'plan' as const, plan: PLAN as LaunchPlan }, format: 'cli' as const };

function codeFor(chosen: string | null, copied: string[] = []) {
  return createCode({
    files: {
      open: async ({ what }) => {
        expect([what, chosen]).not.toEqual(['folder', 'asked for a folder']);
        expect(what).toBe('folder');
        return chosen;
      },
      save: () => Promise.reject(new Error('no file is asked for')),
    },
    copyText: async (text) => void copied.push(text),
    launches: {
      readLaunchCode: async ({ launchId }) =>
        launchId === 'one' ? succeeded(planAsCode(PLAN)) : failed(makeProblem('launch-unknown')),
    },
  });
}

function filesIn(of: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fs
      .readdirSync(of)
      .toSorted(compare)
      .map((name) => [name, fs.readFileSync(path.join(of, name), 'base64')]),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : 1;
}
