import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DescribeInstanceTypesCommand } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerRequest } from '../../electron/aws/answer-in-process.ts';
import { createClients, type AwsClients } from '../../electron/aws/clients.ts';
import type { Connection } from '../../electron/aws/connections.ts';
import { AWS_ITSELF } from '../../electron/aws/endpoints.ts';
import { readZonesSelling } from '../../electron/aws/sold-in.ts';
import { createSizeCatalogs } from '../../electron/size-catalogs.ts';
import { valueOf } from '../support/aws-clients.ts';
import { openPractice, type OpenPractice } from '../support/practice-account.ts';
import { FACTS } from '../shared/plan-fixture.ts';

let home: string;
let practice: OpenPractice;
/** The parameters of each call of EC2, in order. */
let asked: URLSearchParams[];
let connection: Connection;
let isOffline: boolean;

beforeEach(async () => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-catalog-'));
  practice = await openPractice();
  asked = [];
  isOffline = false;
  connection = connectionOf({});
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

function connectionOf(change: Partial<Connection['account']>): Connection {
  return { account: { ...FACTS.account, sourceId: 'practice', ...change }, clients: clients() };
}

function clients(): AwsClients {
  const answer: AnswerRequest = async (request, signal) => {
    asked.push(new URLSearchParams(request.body.toString()));
    if (isOffline) throw new Error('no network');
    return practice.account.answer(request, signal);
  };
  return createClients({
    choice: { sourceId: 'practice', region: 'us-east-1' },
    sourceName: 'practice',
    credentials: async () => ({ accessKeyId: 'ASIAPRACTICEPRACTICE', secretAccessKey: 'practice' }),
    endpoints: AWS_ITSELF,
    answer,
  });
}

const catalogs = () => createSizeCatalogs(home);
const ask = { architecture: 'x86_64', generation: 'current' } as const;

/** Page after page, without any part of ours: what there is to find. */
async function everyName(filters: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await practice.ec2().send(
      new DescribeInstanceTypesCommand({
        Filters: Object.entries(filters).map(([Name, value]) => ({ Name, Values: [value] })),
        MaxResults: 100,
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    names.push(...(page.InstanceTypes ?? []).map(({ InstanceType }) => InstanceType ?? ''));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return names.toSorted();
}

describe.each([
  ['x86_64', 'current', 9],
  ['arm64', 'current', 4],
  ['x86_64', 'previous', 1],
  ['arm64', 'previous', 1],
] as const)('every size of %s, %s', (architecture, generation, calls) => {
  test('is found, each once, in as many calls as there are parts, all of them at once', async () => {
    const read = valueOf(await catalogs().sizes(connection, { architecture, generation, from: 'aws' }));
    const names = await everyName({
      'processor-info.supported-architecture': architecture,
      'current-generation': String(generation === 'current'),
      'supported-usage-class': 'on-demand',
      'bare-metal': 'false',
    });

    expect(read?.types.map(({ name }) => name)).toEqual(names);
    expect(asked).toHaveLength(calls);
    expect(asked.map((params) => params.get('NextToken'))).toEqual(Array(calls).fill(null));
    expect(asked.map((params) => params.get('MaxResults'))).toEqual(Array(calls).fill('100'));
  });
});

describe('what was read', () => {
  test('is there for the next run, without a call, with its age', async () => {
    expect(valueOf(await catalogs().sizes(connection, { ...ask, from: 'disk' }))).toBeNull();
    const read = valueOf(await catalogs().sizes(connection, { ...ask, from: 'aws' }));
    asked.length = 0;

    expect(valueOf(await catalogs().sizes(connection, { ...ask, from: 'disk' }))).toEqual(read);
    expect(asked).toEqual([]);
  });

  test.each([
    ['a real account of the same number', { sourceId: 'profile:work' }],
    ['an emulator', { sourceId: 'environment', endpoint: 'http://127.0.0.1:5000' }],
    ['another account', { accountId: '999999999999' }],
    ['another region', { region: 'eu-west-1' }],
  ])('in practice is not seen by %s', async (_, change) => {
    await catalogs().sizes(connection, { ...ask, from: 'aws' });
    expect(valueOf(await catalogs().sizes(connectionOf(change), { ...ask, from: 'disk' }))).toBeNull();
    expect(valueOf(await catalogs().sizes(connection, { ...ask, from: 'disk' }))).not.toBeNull();
  });

  test('stays when AWS cannot be asked again, which is a problem of the asking', async () => {
    const read = valueOf(await catalogs().sizes(connection, { ...ask, from: 'aws' }));
    isOffline = true;
    expect(await catalogs().sizes(connection, { ...ask, from: 'aws' })).toMatchObject({ ok: false });
    expect(valueOf(await catalogs().sizes(connection, { ...ask, from: 'disk' }))).toEqual(read);
  });

  test('takes less than 100 KB for a whole region', async () => {
    await catalogs().sizes(connection, { ...ask, from: 'aws' });
    const [file = ''] = fs.readdirSync(path.join(home, 'catalog'));
    expect(fs.statSync(path.join(home, 'catalog', file)).size).toBeLessThan(100_000);
  });
});

describe('prices by the hour', () => {
  test('are those of AWS’s list, and are kept', async () => {
    const read = valueOf(await catalogs().prices(connection, { operatingSystem: 'Linux', from: 'aws' }));
    expect(read?.prices).toMatchObject({ source: 'pricing-api', instanceHour: { 't3.micro': 0.0104 } });
    expect(asked).toHaveLength(1);
    expect(valueOf(await catalogs().prices(connection, { operatingSystem: 'Linux', from: 'disk' }))).toEqual(
      read,
    );
    expect(
      valueOf(await catalogs().prices(connection, { operatingSystem: 'Windows', from: 'disk' })),
    ).toBeNull();
  });

  test('are those of the table where AWS cannot be asked, which is not kept', async () => {
    isOffline = true;
    const read = valueOf(await catalogs().prices(connection, { operatingSystem: 'Linux', from: 'aws' }));
    expect(read?.prices.source).toBe('dated-table');
    expect(
      valueOf(await catalogs().prices(connection, { operatingSystem: 'Linux', from: 'disk' })),
    ).toBeNull();
  });
});

test('the zones of a few sizes are one call, by exactly these names', async () => {
  const sold = valueOf(await readZonesSelling(connection.clients, ['t3.micro', 'none.large', 'm7i.large']));
  expect(sold.map(({ instanceType }) => instanceType)).toEqual(['t3.micro', 'none.large', 'm7i.large']);
  expect(sold[0]?.zoneNames).toEqual(['a', 'b', 'c', 'd', 'f'].map((letter) => `us-east-1${letter}`));
  expect(sold[1]?.zoneNames).toEqual([]);
  expect(asked).toHaveLength(1);
});
