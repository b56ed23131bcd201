import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLaunchShelf } from '../../../electron/launch/launch-shelf.ts';
import type { LaunchRecord } from '../../../electron/launch/record/launch-record.ts';
import { succeeded } from '../../../shared/outcome.ts';
import { LAUNCH_ID, MACHINE, RECORD } from './record-fixture.ts';

const OTHER_ID = '11111111-2222-4333-8444-555555555555';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-shelf-'));
});
afterEach(() => fs.rmSync(home, { recursive: true }));

test('a record is read once, and stays listed whatever becomes of its file while the program runs', async () => {
  put(RECORD);
  const shelf = open();
  expect(await idsOn(shelf)).toEqual([LAUNCH_ID]);

  fs.writeFileSync(fileOf(LAUNCH_ID), 'not a record');

  expect(await shelf.list()).toMatchObject({
    ok: true,
    value: { launches: [{ launchId: LAUNCH_ID }], damaged: [] },
  });
});

test('what another program has added since is listed, the oldest first', async () => {
  put(RECORD);
  const shelf = open();
  await shelf.list();

  put({ ...RECORD, launchId: OTHER_ID, startedAt: RECORD.startedAt - 1 });

  expect(await idsOn(shelf)).toEqual([OTHER_ID, LAUNCH_ID]);
});

test('of a forgotten launch no more is read than that: neither listed, nor found, nor said to be damaged', async () => {
  fs.mkdirSync(path.join(home, 'launches'));
  fs.writeFileSync(fileOf(LAUNCH_ID), JSON.stringify({ launchId: LAUNCH_ID, isForgotten: true }));
  const shelf = open();

  expect(await shelf.list()).toMatchObject({ ok: true, value: { launches: [], damaged: [] } });
  expect(await shelf.find(LAUNCH_ID)).toMatchObject({ ok: false, problem: { code: 'launch-unknown' } });
  expect(await shelf.add(RECORD)).toMatchObject({ ok: false, problem: { code: 'launch-damaged' } });
});

test('a file that says it is another launch’s, and forgotten, is damaged', async () => {
  fs.mkdirSync(path.join(home, 'launches'));
  fs.writeFileSync(fileOf(LAUNCH_ID), JSON.stringify({ launchId: OTHER_ID, isForgotten: true }));

  expect(await open().list()).toMatchObject({ ok: true, value: { damaged: [{ launchId: LAUNCH_ID }] } });
});

test.each([8_640_000_000_000_001, -1])(
  'a record of a time that is no date, %d, is damaged, and not shown to a screen that cannot say it',
  async (startedAt) => {
    put({ ...RECORD, startedAt });

    expect(await open().list()).toMatchObject({
      ok: true,
      value: { launches: [], damaged: [{ launchId: LAUNCH_ID }] },
    });
  },
);

test('what somebody has written into a record by hand never becomes a command', async () => {
  const launchId = OTHER_ID;
  put({ ...RECORD, launchId, connect: { ...RECORD.connect, loginUser: '-oProxyCommand=x' } });
  put({ ...RECORD, machines: [{ ...MACHINE, publicAddress: '$(x)' }] });

  expect(await open().list()).toMatchObject({
    ok: true,
    value: { launches: [{ instances: [{ publicAddress: null }] }], damaged: [{ launchId }] },
  });
});

function open() {
  return openLaunchShelf({ home, open: async () => succeeded(null), changed: () => {}, aheadMs: () => 0 });
}

async function idsOn(shelf: ReturnType<typeof open>): Promise<readonly string[]> {
  const listed = await shelf.list();
  return listed.ok ? listed.value.launches.map(({ launchId }) => launchId) : [listed.problem.code];
}

function put(record: LaunchRecord): void {
  fs.mkdirSync(path.join(home, 'launches'), { recursive: true });
  fs.writeFileSync(fileOf(record.launchId), JSON.stringify(record));
}

function fileOf(launchId: string): string {
  return path.join(home, 'launches', `${launchId}.json`);
}
