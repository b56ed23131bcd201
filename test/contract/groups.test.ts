import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReviewProgress } from '../../shared/security-group/groups-api.ts';
import { valueOf } from '../support/aws-clients.ts';
import { ec2Answer, ec2Error } from '../support/fake-aws.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { HERE, openMachine, type TestMachine } from '../support/machine.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { startPagingEc2, type PagingEc2 } from '../support/paging-ec2.ts';
import { needs } from '../support/parts.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';
import { seedGroups, type SeededGroups } from '../support/seed-groups.ts';

/** The default groups of two networks, four that were made and not deleted, and eight more. */
const GROUPS = 14;
const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-south-1'];

needs('moto')('security groups, through the whole of Keyport', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-groups-'));
  let fateOf: (call: Call) => Fate | Promise<Fate> = () => 'pass';
  let moto: Moto;
  let seeded: SeededGroups;
  let paging: PagingEc2;
  let proxy: Proxy;
  let machine: TestMachine;
  beforeAll(async () => {
    moto = await startMoto();
    seeded = await seedGroups(moto.endpoint, 8);
    paging = await startPagingEc2(moto.endpoint, 3);
    proxy = await startProxy(paging.endpoint, (call) =>
      call.action === 'DescribeRegions' ? ec2Answer('DescribeRegions', regionInfo(REGIONS)) : fateOf(call),
    );
    const nobody = { KEYPORT_ADDRESS_URL: 'http://127.0.0.1:1' };
    machine = openMachine({ ...moto.env, AWS_ENDPOINT_URL: proxy.endpoint, ...nobody }, fakeKeychain());
    valueOf(await machine.api.connectAccount(HERE));
  }, 120_000);
  afterAll(async () => {
    machine.remove();
    await proxy.stop();
    await paging.stop();
    await moto.stop();
    fs.rmSync(folder, { recursive: true });
  });

  test('a review has every group of every page, and says how far it is to the last step', async () => {
    const review = valueOf(await machine.api.reviewGroups(HERE));

    expect(review.rows).toHaveLength(GROUPS);
    expect(new Set(review.rows.map(({ groupId }) => groupId)).size).toBe(GROUPS);
    expect(paging.unfinished.get('DescribeSecurityGroups')).toBe(Math.ceil(GROUPS / 3) - 1);
    expect(paging.refused).toEqual([]);
    const last = machine.progressed.at(-1);
    expect(last).toMatchObject({ region: 'us-east-1', part: 'analysis', groupsRead: GROUPS });
    expect(last?.partsDone).toBe((last?.partsTotal ?? 0) - 1);
    expect(growing(machine.progressed.map(({ groupsRead }) => groupsRead))).toBe(true);
  });

  test('the second of two that are asked at once takes the place of the first', async () => {
    const first = machine.api.reviewGroups(HERE);
    const second = machine.api.reviewGroups(HERE);
    expect(await first).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    expect(valueOf(await second).rows).toHaveLength(GROUPS);
  });

  test('a review that is cancelled asks for nothing more, says so, and another one works', async () => {
    const before = proxy.count('DescribeSecurityGroups');
    const held = Promise.withResolvers<Fate>();
    fateOf = ({ action, nth }) =>
      action === 'DescribeSecurityGroups' && nth === before + 2 ? held.promise : 'pass';
    const cancelled = machine.api.reviewGroups(HERE);
    await until(() => proxy.count('DescribeSecurityGroups') === before + 2);
    await machine.api.cancelReview();
    expect(await cancelled).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    const group = await machine.api.readGroup({ ...HERE, groupId: seeded.webId });
    held.resolve('pass');
    fateOf = () => 'pass';

    // One of these is readGroup's, which shows that the thread has heard of the cancelling.
    expect(group.ok).toBe(true);
    expect(proxy.count('DescribeSecurityGroups')).toBe(before + 3);
    expect(valueOf(await machine.api.reviewGroups(HERE)).rows).toHaveLength(GROUPS);
  });

  test('there is nothing to cancel where nothing is read', async () => {
    expect(await machine.api.cancelReview()).toEqual({ ok: true, value: null });
  });

  test('nobody knows an address here, and a review is none the worse', async () => {
    expect(valueOf(await machine.api.readMyAddresses()).ipv4).toBeNull();
  });

  test('whether an address reaches a machine is answered from what was read', async () => {
    const ask = { from: '198.51.100.7', protocol: 'tcp', port: 22, instanceId: seeded.instanceId } as const;
    const asked = proxy.calls.length;
    const answer = valueOf(await machine.api.askReach({ ...HERE, ask }));
    // moto's default network has no way to the Internet.
    expect(answer.verdict).toBe('no');
    expect(answer.steps.length).toBeGreaterThan(0);
    expect(proxy.calls).toHaveLength(asked);
    const elsewhere = await machine.api.askReach({ ...HERE, region: 'eu-west-1', ask });
    expect(elsewhere).toMatchObject({ ok: false, problem: { code: 'review-unknown' } });
  });

  test('a report of all regions is one file, with the regions that could not be read', async () => {
    const file = path.join(folder, 'all.csv');
    const before = proxy.count('DescribeSecurityGroups');
    const forbidden = ec2Error('UnauthorizedOperation', 'no', 403);
    fateOf = ({ action, nth }) =>
      action === 'DescribeSecurityGroups' && nth === before + 1 ? forbidden : 'pass';
    machine.chosen.push(file);
    const saved = valueOf(await machine.api.saveReport({ ...HERE, scope: 'all-regions', format: 'csv' }));
    fateOf = () => 'pass';

    expect(saved?.path).toBe(file);
    expect(saved?.unreadRegions).toHaveLength(1);
    // Whichever of the four comes first is refused; each of the others has a default group.
    expect([3, GROUPS + 2]).toContain(saved?.groups);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    for (const region of REGIONS) expect(fs.readFileSync(file, 'utf8')).toContain(region);
    const last: ReviewProgress | undefined = machine.progressed.at(-1);
    expect(last).toMatchObject({ regionsTotal: 4, regionsDone: 3 });
  });
});

function growing(counts: readonly number[]): boolean {
  return counts.every((count, place) => count >= (counts[place - 1] ?? 0));
}

/** Looks at every turn of the loop. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

function regionInfo(names: readonly string[]): string {
  return `<regionInfo>${names.map((name) => `<item><regionName>${name}</regionName></item>`).join('')}</regionInfo>`;
}
