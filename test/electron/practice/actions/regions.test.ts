import {
  DescribeAvailabilityZonesCommand,
  DescribeRegionsCommand,
  type DescribeAvailabilityZonesCommandInput,
  type DescribeRegionsCommandInput,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { openPractice } from '../../../support/practice-account.ts';

const practice = await openPractice();

const regions = async (input: DescribeRegionsCommandInput = {}) =>
  (await practice.ec2().send(new DescribeRegionsCommand(input))).Regions ?? [];
const zones = async (region: string, input: DescribeAvailabilityZonesCommandInput = {}) =>
  (await practice.ec2(region).send(new DescribeAvailabilityZonesCommand(input))).AvailabilityZones ?? [];
const names = async (...Filters: NonNullable<DescribeRegionsCommandInput['Filters']>) =>
  (await regions({ Filters })).map(({ RegionName }) => RegionName);

describe('regions', () => {
  test('are those that an account has without asking for more', async () => {
    const all = await regions();
    expect(all).toHaveLength(17);
    expect(all.find(({ RegionName }) => RegionName === 'eu-west-1')).toEqual({
      RegionName: 'eu-west-1',
      Endpoint: 'ec2.eu-west-1.amazonaws.com',
      OptInStatus: 'opt-in-not-required',
    });
  });

  test('are more where those that are not enabled are asked for as well', async () => {
    const all = await regions({ AllRegions: true });
    expect(all.filter(({ OptInStatus }) => OptInStatus === 'not-opted-in')).toContainEqual({
      RegionName: 'af-south-1',
      Endpoint: 'ec2.af-south-1.amazonaws.com',
      OptInStatus: 'not-opted-in',
    });
    expect(all.length).toBeGreaterThan(30);
  });

  test('may be named, enabled or not', async () => {
    const named = await regions({ RegionNames: ['us-west-1', 'af-south-1'] });
    expect(named.map(({ RegionName }) => RegionName)).toEqual(['us-west-1', 'af-south-1']);
  });

  test('are filtered by name, endpoint and status', async () => {
    expect(await names({ Name: 'region-name', Values: ['us-west-?'] })).toEqual(['us-west-1', 'us-west-2']);
    expect(await names({ Name: 'endpoint', Values: ['*.sa-east-1.*'] })).toEqual(['sa-east-1']);
    expect(await names({ Name: 'opt-in-status', Values: ['not-opted-in'] })).toEqual([]);
  });

  test('are refused where one is unknown, and so is a filter', async () => {
    await expect(regions({ RegionNames: ['us-east-1', 'us--east-1'] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Invalid region: [us--east-1]',
    });
    await expect(names({ Name: 'colour', Values: ['red'] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});

describe('zones', () => {
  test('have the names, ids and number of AWS’s own', async () => {
    expect((await zones('us-west-1')).map(({ ZoneName }) => ZoneName)).toHaveLength(2);
    expect(await zones('us-east-1')).toHaveLength(6);
    expect((await zones('eu-central-1'))[0]).toEqual({
      OptInStatus: 'opt-in-not-required',
      Messages: [],
      RegionName: 'eu-central-1',
      ZoneName: 'eu-central-1a',
      ZoneId: expect.stringMatching(/^euc1-az[123]$/) as string,
      GroupName: 'eu-central-1-zg-1',
      NetworkBorderGroup: 'eu-central-1',
      ZoneType: 'availability-zone',
      State: 'available',
    });
  });

  test('are named by name or id, and filtered', async () => {
    const [first, second] = await zones('us-west-1');
    const { ZoneName = '', ZoneId = '' } = second ?? {};
    expect(await zones('us-west-1', { ZoneNames: [ZoneName] })).toEqual([second]);
    expect(await zones('us-west-1', { ZoneIds: [ZoneId], AllAvailabilityZones: true })).toEqual([second]);
    const having = (Name: string, ...Values: string[]) => zones('us-west-1', { Filters: [{ Name, Values }] });
    expect(await having('zone-id', ZoneId)).toEqual([second]);
    expect(await having('state', 'available')).toEqual([first, second]);
    expect(await having('state', 'unavailable')).toEqual([]);
    expect(await having('zone-type', 'local-zone', 'wavelength-zone')).toEqual([]);
    expect(await having('opt-in-status', 'opt-in-not-required')).toHaveLength(2);
  });

  test('of another region are unknown here', async () => {
    await expect(zones('us-east-1', { ZoneNames: ['us-east-1a', 'eu-west-1a'] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Invalid availability zone: [eu-west-1a]',
    });
    await expect(zones('us-east-1', { ZoneIds: ['use1-az99'] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Invalid availability zone-id: [use1-az99]',
    });
  });
});
