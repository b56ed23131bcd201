import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepLaunch } from '../../../../electron/launch/record/keep-launch.ts';
import { openLaunchJournal } from '../../../../electron/launch/record/launch-journal.ts';
import type { LaunchRecord } from '../../../../electron/launch/record/launch-record.ts';
import { LAUNCH_ID, MACHINE, RECORD, withMachine } from '../record-fixture.ts';

let home: string;
let folder: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-record-'));
  folder = path.join(home, 'launches');
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const fileOf = (id: string) => path.join(folder, `${id}.json`);
const onDisk = (): unknown => JSON.parse(fs.readFileSync(fileOf(LAUNCH_ID), 'utf8'));

function open() {
  const errors: unknown[] = [];
  const told: LaunchRecord[] = [];
  const keeper = keepLaunch(openLaunchJournal(home), RECORD, {
    changed: (record) => void told.push(record),
    notWritten: (error) => void errors.push(error),
  });
  return { keeper, errors, told };
}

const withGroup =
  (groupId: string) =>
  (record: LaunchRecord): LaunchRecord => ({ ...record, group: { groupId } });

test('a change is on disk when it is answered, and is told', async () => {
  const { keeper, told } = open();

  expect(await keeper.change(withGroup('sg-1'))).toBe(true);

  expect(onDisk()).toMatchObject({ version: 2, group: { groupId: 'sg-1' } });
  expect(told).toEqual([keeper.current()]);
});

test('what is only shown goes on the disk with the next change', async () => {
  const { keeper, told } = open();
  keeper.show(withGroup('sg-1'));
  expect(fs.existsSync(folder)).toBe(false);
  expect(told).toHaveLength(1);

  await keeper.change((record) => ({ ...record, isLeftAlone: true }));

  expect(onDisk()).toMatchObject({ group: { groupId: 'sg-1' }, isLeftAlone: true });
});

test('changes made at once are all kept, and the disk has the last of them', async () => {
  const { keeper } = open();
  const machines = Array.from({ length: 20 }, (_, at) => ({ ...MACHINE, instanceId: `i-0000000${at}` }));

  await Promise.all(
    machines.map((machine) =>
      keeper.change((record) => ({ ...record, machines: [...record.machines, machine] })),
    ),
  );

  expect(keeper.current().machines).toEqual(machines);
  expect(onDisk()).toEqual(keeper.current());
});

test('a change that cannot be written stands in memory, is told, and does not stop the next', async () => {
  const { keeper, errors } = open();
  fs.writeFileSync(folder, 'a file in its place');

  expect(await keeper.change(withGroup('sg-1'))).toBe(false);
  expect(keeper.current().group).toEqual({ groupId: 'sg-1' });
  expect(errors).toHaveLength(1);

  fs.rmSync(folder);
  expect(await keeper.change((record) => ({ ...record, isLeftAlone: true }))).toBe(true);
  expect(onDisk()).toMatchObject({ group: { groupId: 'sg-1' }, isLeftAlone: true });
});

test('what is written is read back the same, in no order; a damaged file is told apart and left as it is', async () => {
  const journal = openLaunchJournal(home);
  const second = { ...withMachine(RECORD, MACHINE), startedAt: RECORD.startedAt + 1 };
  const first = { ...RECORD, launchId: '1b54b1d2-5e0f-4a3c-9a51-0a1b2c3d4e5f' };
  await journal.write(second);
  await journal.write(first);
  const damaged = fileOf('2b54b1d2-5e0f-4a3c-9a51-0a1b2c3d4e5f');
  fs.writeFileSync(damaged, '{"version":1,"instances":[{"instanceId":"i-0123456789abcdef0"');

  const { records, damaged: told } = await journal.list();

  expect(records).toHaveLength(2);
  expect(records).toEqual(expect.arrayContaining([first, second]));
  expect(told).toMatchObject([{ file: damaged, text: expect.stringContaining('i-0123456789abcdef0') }]);
  expect(fs.existsSync(damaged)).toBe(true);
});
