import {
  DescribeManagedPrefixListsCommand,
  DescribePrefixListsCommand,
  GetManagedPrefixListEntriesCommand,
  type DescribeManagedPrefixListsCommandInput,
  type DescribePrefixListsCommandInput,
} from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import { awsPrefixLists } from '../../../../electron/practice/world/aws-prefix-lists.ts';
import { openPractice } from '../../../support/practice-account.ts';

const practice = await openPractice();
const { regions } = await loadCatalog();
const lists = async (input: DescribeManagedPrefixListsCommandInput = {}, region = 'us-east-1') =>
  (await practice.ec2(region).send(new DescribeManagedPrefixListsCommand(input))).PrefixLists ?? [];
const having = async (Name: string, ...Values: string[]) =>
  (await lists({ Filters: [{ Name, Values }] })).map((each) => each.PrefixListId);
const entries = (PrefixListId: string, page: { MaxResults?: number; NextToken?: string } = {}) =>
  practice.ec2().send(new GetManagedPrefixListEntriesCommand({ PrefixListId, ...page }));

const S3 = 'pl-63a5400a';
const MISSING = 'pl-0123456789abcdef0';

test('AWS’s own lists are there, and say nothing of their size', async () => {
  expect((await lists()).map(({ PrefixListName }) => PrefixListName)).toEqual([
    'com.amazonaws.us-east-1.dynamodb',
    'com.amazonaws.us-east-1.ec2-instance-connect',
    'com.amazonaws.us-east-1.s3',
  ]);
  expect((await lists({ PrefixListIds: [S3] }))[0]).toEqual({
    PrefixListId: S3,
    AddressFamily: 'IPv4',
    State: 'create-complete',
    PrefixListArn: `arn:aws:ec2:us-east-1:aws:prefix-list/${S3}`,
    PrefixListName: 'com.amazonaws.us-east-1.s3',
    OwnerId: 'AWS',
    Tags: [],
  });
});

test('they are found by id, name and owner', async () => {
  expect(await having('prefix-list-id', S3, MISSING)).toEqual([S3]);
  expect(await having('prefix-list-name', '*.s3')).toEqual([S3]);
  expect(await having('owner-id', 'AWS')).toHaveLength(3);
  expect(await having('owner-id', '111122223333')).toEqual([]);
  await expect(having('state', 'x')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  await expect(lists({ PrefixListIds: [MISSING] })).rejects.toMatchObject({
    name: 'InvalidPrefixListID.NotFound',
    message: `The prefix list ID '${MISSING}' does not exist`,
  });
  await expect(lists({ PrefixListIds: ['sg-0123456789abcdef0'] })).rejects.toMatchObject({
    name: 'InvalidPrefixListId.Malformed',
  });
  expect(await lists({ MaxResults: 1 })).toHaveLength(1);
  await expect(lists({ MaxResults: 101 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
});

test('their entries come page by page', async () => {
  const first = await entries(S3, { MaxResults: 2 });
  const last = await entries(S3, { MaxResults: 2, NextToken: first.NextToken ?? '' });
  expect([...(first.Entries ?? []), ...(last.Entries ?? [])]).toEqual((await entries(S3)).Entries);
  expect(first.Entries).toHaveLength(2);
  expect(last.NextToken).toBeUndefined();
  await expect(entries(MISSING)).rejects.toMatchObject({
    name: 'InvalidPrefixListID.NotFound',
    message: `The prefix list (${MISSING}) does not exist.`,
  });
  await expect(entries(S3, { MaxResults: 0 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
});

test('the older call tells id, name and addresses at once', async () => {
  const older = async (input: DescribePrefixListsCommandInput) =>
    (await practice.ec2().send(new DescribePrefixListsCommand(input))).PrefixLists ?? [];
  const [connect] = await older({ Filters: [{ Name: 'prefix-list-name', Values: ['*connect'] }] });
  expect(connect).toEqual({
    PrefixListId: expect.stringMatching(/^pl-[0-9a-f]{17}$/) as string,
    PrefixListName: 'com.amazonaws.us-east-1.ec2-instance-connect',
    Cidrs: ['18.206.107.24/29'],
  });
  expect(await older({ PrefixListIds: [S3] })).toHaveLength(1);
  await expect(older({ Filters: [{ Name: 'owner-id', Values: ['AWS'] }] })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
});

test('every region has all three, with ids of its own and networks that are networks', () => {
  const all = regions.flatMap((region) => awsPrefixLists(region));
  expect(all).toHaveLength(3 * regions.length);
  expect(new Set(all.map(({ prefixListId }) => prefixListId)).size).toBe(all.length);
  for (const cidr of all.flatMap(({ cidrs }) => cidrs)) {
    const [address, length] = ipaddr.IPv4.parseCIDR(cidr);
    expect(ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()).toBe(address.toString());
    expect(length).toBeGreaterThan(15);
  }
});
