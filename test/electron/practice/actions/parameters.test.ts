import {
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  SSMClient,
  paginateGetParametersByPath,
} from '@aws-sdk/client-ssm';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import { openPractice, type OpenPractice } from '../../../support/practice-account.ts';
import { practiceClients } from '../../../support/practice-clients.ts';

const FOLDER = '/aws/service/ami-amazon-linux-latest';
const AL2023 = `${FOLDER}/al2023-ami-kernel-default-x86_64`;

let practice: OpenPractice;
let ssm: SSMClient;
beforeAll(async () => {
  practice = await openPractice();
  ({ ssm } = practiceClients(practice.account));
});

describe('GetParameter', () => {
  test('tells the newest image of a vendor', async () => {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: AL2023 }));
    expect(Parameter).toEqual({
      ARN: `arn:aws:ssm:us-east-1::parameter${AL2023}`,
      DataType: 'text',
      LastModifiedDate: expect.any(Date),
      Name: AL2023,
      Type: 'String',
      Value: 'ami-0ed094fb1304fd857',
      Version: 161,
    });
    expect(Parameter?.LastModifiedDate?.toISOString()).toMatch(/^2026-05-01T/);
  });

  test('takes an ARN and a version, too', async () => {
    const arn = `arn:aws:ssm:us-east-1::parameter${AL2023}`;
    for (const Name of [arn, `${AL2023}:161`]) {
      const { Parameter } = await ssm.send(new GetParameterCommand({ Name }));
      expect(Parameter?.Value).toBe('ami-0ed094fb1304fd857');
    }
    await expect(ssm.send(new GetParameterCommand({ Name: `${AL2023}:7` }))).rejects.toMatchObject({
      name: 'ParameterVersionNotFound',
    });
  });

  test.each(['/aws/service/nothing', 'x', '__proto__', `${AL2023}/`])('does not find %s', async (Name) => {
    await expect(ssm.send(new GetParameterCommand({ Name }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('GetParameters', () => {
  test('tells what is there, and names what is not', async () => {
    const Names = [AL2023, '/aws/service/nothing', AL2023.replace('x86_64', 'arm64')];
    const { Parameters, InvalidParameters } = await ssm.send(new GetParametersCommand({ Names }));
    expect(Parameters?.map(({ Name }) => Name)).toEqual([Names[0], Names[2]]);
    expect(InvalidParameters).toEqual(['/aws/service/nothing']);
  });

  test('is about ten names at most, and one at least', async () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, index) => `/aws/service/${String(index)}`);
    const ten = await ssm.send(new GetParametersCommand({ Names: names(10) }));
    expect(ten.InvalidParameters).toHaveLength(10);
    for (const count of [0, 11]) {
      await expect(ssm.send(new GetParametersCommand({ Names: names(count) }))).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining("1 validation error detected: Value at 'names'"),
      });
    }
  });
});

describe('GetParametersByPath', () => {
  test('gives ten at a time, all of them in the end', async () => {
    const pages: number[] = [];
    const names: string[] = [];
    for await (const { Parameters = [] } of paginateGetParametersByPath(
      { client: ssm },
      { Path: '/aws/service', Recursive: true },
    )) {
      pages.push(Parameters.length);
      names.push(...Parameters.map(({ Name }) => Name ?? ''));
    }
    const all = [...(await loadCatalog()).parameters('us-east-1').keys()].toSorted();
    expect(names).toEqual(all);
    expect(pages.slice(0, -1).every((count) => count === 10)).toBe(true);
  });

  test('stays in the folder, unless it is told to go below', async () => {
    const count = async (Path: string, Recursive: boolean) =>
      (await ssm.send(new GetParametersByPathCommand({ Path, Recursive }))).Parameters?.length;
    expect(await count(FOLDER, false)).toBe(10);
    expect(await count(`${FOLDER}/`, false)).toBe(10);
    expect(await count('/aws/service', false)).toBe(0);
    expect(await count('/aws/service/debian/release/12/latest', false)).toBe(2);
    expect(await count('/aws/service/debian/release/1', true)).toBe(0);
    expect(await count('/my/own', true)).toBe(0);
  });

  test.each([
    ['eleven at a time', { Path: FOLDER, MaxResults: 11 }, 'ValidationException'],
    ['none at a time', { Path: FOLDER, MaxResults: 0 }, 'ValidationException'],
    ['a path without a slash', { Path: 'aws' }, 'ValidationException'],
    ['a token of its own making', { Path: FOLDER, NextToken: 'x' }, 'InvalidNextToken'],
    [
      'a filter, of which it knows none',
      { Path: FOLDER, ParameterFilters: [{ Key: 'Type', Values: ['String'] }] },
      'ValidationException',
    ],
  ])('refuses %s', async (_, input, name) => {
    await expect(ssm.send(new GetParametersByPathCommand(input))).rejects.toMatchObject({ name });
  });
});
