import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepRecord, type LaunchRecord } from '../../../electron/launch/launch-record.ts';

const INITIAL: LaunchRecord = {
  launchId: 'one',
  accountId: '123456789012',
  region: 'us-east-1',
  startedAt: '2026-05-01T00:00:00.000Z',
  keyPair: null,
  securityGroupId: null,
  instances: [],
};

let folder: string;
beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-record-')), 'launches');
});
afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

const onDisk = (): unknown => JSON.parse(fs.readFileSync(path.join(folder, 'one.json'), 'utf8'));
const noError = (error: unknown) => {
  throw error;
};
const withGroup =
  (securityGroupId: string) =>
  (record: LaunchRecord): LaunchRecord => ({ ...record, securityGroupId });

test('the record is on disk before there is anything to record', async () => {
  const record = await keepRecord(folder, INITIAL, noError);

  expect(onDisk()).toEqual({ version: 1, ...INITIAL });
  expect(record.current()).toEqual(INITIAL);
});

test('a change is on disk when it is answered', async () => {
  const record = await keepRecord(folder, INITIAL, noError);

  expect(await record.change(withGroup('sg-1'))).toBe(true);
  expect(onDisk()).toMatchObject({ securityGroupId: 'sg-1' });
});

test('changes made at once are all kept, and the last one stands', async () => {
  const record = await keepRecord(folder, INITIAL, noError);
  const zoneIds = Array.from({ length: 20 }, (_, at) => `az${at}`);

  await Promise.all(
    zoneIds.map((zoneId) =>
      record.change((current) => ({
        ...current,
        instances: [
          ...current.instances,
          { zoneId, zoneName: zoneId, clientToken: zoneId, instanceId: null },
        ],
      })),
    ),
  );

  expect(record.current().instances.map(({ zoneId }) => zoneId)).toEqual(zoneIds);
  expect(onDisk()).toEqual({ version: 1, ...record.current() });
});

test('a change that cannot be written stands in memory, is told, and does not stop the next', async () => {
  const errors: unknown[] = [];
  const record = await keepRecord(folder, INITIAL, (error) => errors.push(error));
  fs.renameSync(folder, `${folder}.away`);
  fs.writeFileSync(folder, 'a file in its place');

  expect(await record.change(withGroup('sg-1'))).toBe(false);
  expect(record.current().securityGroupId).toBe('sg-1');
  expect(errors).toHaveLength(1);

  fs.rmSync(folder);
  expect(await record.change((current) => ({ ...current, region: 'eu-central-1' }))).toBe(true);
  expect(onDisk()).toMatchObject({ securityGroupId: 'sg-1', region: 'eu-central-1' });
});

test('a record that cannot be begun is an error', async () => {
  fs.writeFileSync(folder, 'a file in its place');

  await expect(keepRecord(folder, INITIAL, noError)).rejects.toThrow(/EEXIST|ENOTDIR/);
});
