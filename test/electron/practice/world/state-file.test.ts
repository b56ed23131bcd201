import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
  DescribeInstancesCommand,
  DescribeImagesCommand,
} from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createStateWriter,
  readState,
  type PracticeState,
} from '../../../../electron/practice/world/state-file.ts';
import { emptyRegion, type RegionTables } from '../../../../electron/practice/world/state.ts';
import { openPractice } from '../../../support/practice-account.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-'));
  file = path.join(folder, 'account.json');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('the state of the practice account', () => {
  test('is what an earlier run left, to the last tag', async () => {
    const first = await openPractice({ stateFile: file });
    const ec2 = first.ec2();
    const { GroupId = '' } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'for the web' }),
    );
    await ec2.send(
      new CreateTagsCommand({ Resources: [GroupId], Tags: [{ Key: '__proto__', Value: '<&"\u00e9' }] }),
    );
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon'] }));
    const ImageId = Images.find(({ Architecture }) => Architecture === 'x86_64')?.ImageId;
    const run = await ec2.send(
      new RunInstancesCommand({
        ImageId,
        InstanceType: 't3.micro',
        MinCount: 2,
        MaxCount: 2,
        ClientToken: 'again',
      }),
    );
    const before = await ec2.send(new DescribeInstancesCommand({}));

    const second = await openPractice({ stateFile: file });
    const after = await second.ec2().send(new DescribeInstancesCommand({}));
    const again = await second.ec2().send(
      new RunInstancesCommand({
        ImageId,
        InstanceType: 't3.micro',
        MinCount: 2,
        MaxCount: 2,
        ClientToken: 'again',
      }),
    );

    expect(second.setAside).toBeNull();
    expect(after.Reservations).toEqual(before.Reservations);
    expect(again.ReservationId).toBe(run.ReservationId);
    const { SecurityGroups = [] } = await second
      .ec2()
      .send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
    expect(SecurityGroups[0]?.Tags).toEqual([{ Key: '__proto__', Value: '<&"\u00e9' }]);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  test('stands in the file before the answer is there', async () => {
    const practice = await openPractice({ stateFile: file });
    const { GroupId = '' } = await practice
      .ec2()
      .send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'for the web' }));

    expect(fs.readFileSync(file, 'utf8')).toContain(GroupId);
  });

  test('stands in the file before somebody is shown it, also where a refusal or somebody else made it', async () => {
    const practice = await openPractice({ stateFile: file });
    const ec2 = practice.ec2();
    const dryRun = ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'never', DryRun: true }),
    );
    await expect(dryRun).rejects.toMatchObject({ name: 'DryRunOperation' });

    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    expect(fs.readFileSync(file, 'utf8')).toContain(Vpcs[0]?.VpcId);

    const making = ec2.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'now' }));
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
    const inFile = fs.readFileSync(file, 'utf8');
    expect(SecurityGroups.filter(({ GroupId = '' }) => !inFile.includes(GroupId))).toEqual([]);
    await making;
  });

  test('that cannot be written is still shown to who only looks', async () => {
    const practice = await openPractice({ stateFile: file });
    const ec2 = practice.ec2();
    await ec2.send(new DescribeVpcsCommand({}));
    fs.rmSync(folder, { recursive: true });
    fs.writeFileSync(folder, 'in the way');
    const making = ec2.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'lost' }));
    await expect(making).rejects.toMatchObject({ name: 'InternalError' });

    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs).toHaveLength(1);

    fs.rmSync(folder);
    await ec2.send(new DescribeVpcsCommand({}));
    expect(fs.readFileSync(file, 'utf8')).toContain('"web"');
  });

  test.runIf(process.platform !== 'win32')('in a pipe is refused, and nobody waits for it', async () => {
    execFileSync('mkfifo', [file]);

    await expect(openPractice({ stateFile: file })).rejects.toMatchObject({ code: 'EINVAL' });
  });

  test('that an editor wrote with its mark in front is read', async () => {
    fs.writeFileSync(file, '\u{feff}{"version":1,"ids":7,"regions":[]}');

    expect((await openPractice({ stateFile: file })).setAside).toBeNull();
  });

  test('is written once for many calls at a time, and the last of them is in it', async () => {
    const practice = await openPractice({ stateFile: file });
    const names = Array.from({ length: 30 }, (_, n) => `web-${String(n)}`);
    const ec2 = practice.ec2();
    await Promise.all(
      names.map((GroupName) => ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: 'many' }))),
    );

    const text = fs.readFileSync(file, 'utf8');
    expect(names.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
    expect(fs.readdirSync(folder)).toEqual(['account.json']);
  });

  test.each([
    ['half of it', '{"version":1,"ids":3,"regions":[{"region":"us-'],
    ['another version', '{"version":2,"ids":0,"regions":[]}'],
    ['something else', '[1,2,3]'],
    ['nothing', ''],
    [
      'a time that no calendar has',
      JSON.stringify(stateOf({ blockPublicAccess: { mode: 'off', updatedAt: 1e300 } })),
    ],
    ['a region without its tables', '{"version":1,"ids":0,"regions":[{"region":"us-east-1"}]}'],
  ])('of which there is %s is set aside, and begun anew', async (_, text) => {
    fs.writeFileSync(file, text);

    const { setAside, ec2 } = await openPractice({ stateFile: file });
    await ec2().send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'anew' }));

    expect(setAside).toContain(`${file}.unreadable-`);
    const aside = fs.readdirSync(folder).find((name) => name.includes('unreadable')) ?? '';
    expect(fs.readFileSync(path.join(folder, aside), 'utf8')).toBe(text);
    expect(fs.readFileSync(file, 'utf8')).toContain('"web"');
  });

  test('that cannot be written is a fault of the account’s, not a success', async () => {
    const practice = await openPractice({ stateFile: path.join(folder, 'file', 'account.json') });
    fs.writeFileSync(path.join(folder, 'file'), 'in the way');

    const made = practice.ec2().send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'x' }));

    await expect(made).rejects.toMatchObject({ name: 'InternalError' });
  });
});

test('a region is read as it was written', async () => {
  const state: PracticeState = { ids: 7, at: 0, regions: new Map([['us-east-1', emptyRegion('us-east-1')]]) };
  const writer = createStateWriter(file, state);
  writer.changed();
  await writer.save();

  expect(await readState(file)).toEqual({ state, setAside: null });
});

/** As it stands in the file: one region without anything in it, but for these. */
function stateOf(parts: Partial<RegionTables>): unknown {
  const tables = Object.entries({ ...emptyRegion('us-east-1'), ...parts });
  const region = Object.fromEntries(
    tables.map(([name, value]) => [name, value instanceof Map ? [...value] : value]),
  );
  return { version: 1, ids: 0, regions: [region] };
}
