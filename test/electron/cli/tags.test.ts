import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCaptured } from '../../support/captured-cli.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-tags-'));
  file = path.join(folder, 'tags.json');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test('a required tag is kept with its proposal until it is required no more', async () => {
  expect((await tags('list')).stdout).toContain('No tag is required.');
  await tags('require', 'CostCenter', '--value', '4711');
  const both = await tags('require', 'Owner');
  expect(both).toMatchObject({ code: 0, stderr: '' });
  await tags('require', 'CostCenter', '--value', '0815');

  const listed = await tags('list', '--json');
  expect(JSON.parse(listed.stdout)).toEqual({
    ok: true,
    result: {
      tags: [
        { key: 'CostCenter', value: '0815' },
        { key: 'Owner', value: '' },
      ],
    },
  });
  expect((await tags('list')).stdout).toMatch(/^CostCenter\s+0815$/mu);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(folder)).toEqual(['tags.json']);

  await tags('unrequire', 'CostCenter');
  expect((await tags('list')).stdout).not.toContain('CostCenter');
});

test.each([
  [['require', 'aws:team'], 'Keys that begin with “aws:” belong to AWS.'],
  [['require', 'Name'], 'Keyport uses this key itself.'],
  [['require', 'k'.repeat(129)], 'A key has at most 128 characters.'],
  [['require', 'Team', '--value', 'v'.repeat(257)], 'A value has at most 256 characters.'],
  [['unrequire', 'Team'], 'The tag “Team” is not required.'],
])('what cannot be required changes nothing: %j', async (said, why) => {
  await tags('require', 'Owner');
  const before = fs.readFileSync(file, 'utf8');

  const refused = await tags(...said);

  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(why);
  expect(fs.readFileSync(file, 'utf8')).toBe(before);
});

test.each([
  ['torn', '{"version":1,"requ'],
  ['of another version', '{"version":2,"required":[]}'],
  ['with a key that AWS refuses', '{"version":1,"required":[{"key":"aws:x","value":""}]}'],
])('a file that is %s is said with its name, and stays as it is', async (_, text) => {
  fs.writeFileSync(file, text);

  for (const said of [['list'], ['require', 'Owner'], ['unrequire', 'Owner']]) {
    const refused = await tags(...said);
    expect(refused.code).toBe(5);
    expect(refused.stderr).toContain(file);
  }
  expect(fs.readFileSync(file, 'utf8')).toBe(text);
});

function tags(...said: readonly string[]) {
  return runCaptured({ HOME: folder }, ['tags', '--home', folder, ...said]);
}
