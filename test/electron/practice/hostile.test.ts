import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendAnything } from '../../support/practice-requests.ts';
import { openPractice, SIGNED, type OpenPractice } from '../../support/practice-account.ts';

const MIB = 1024 * 1024;

let practice: OpenPractice;
beforeAll(async () => {
  practice = await openPractice();
});

describe('a malformed request', () => {
  const ec2 = 'Version=2016-11-15';

  test.each([
    ['nothing at all', '', 'MissingAction'],
    ['no action', ec2, 'MissingAction'],
    ['an action nobody has', `Action=LaunchRocket&${ec2}`, 'InvalidAction'],
    ['an action named after what objects have', `Action=__proto__&${ec2}`, 'InvalidAction'],
    ['an action named constructor', `Action=constructor&${ec2}`, 'InvalidAction'],
    ['an action in the wrong case', `Action=describeregions&${ec2}`, 'InvalidAction'],
    ['another version', 'Action=DescribeRegions&Version=2001-01-01', 'InvalidAction'],
    [
      'a query cut in the middle of a character',
      `Action=DescribeRegions&${ec2}&X=%E2%82`,
      'UnknownParameter',
    ],
    ['half a query', 'Action=Describe', 'InvalidAction'],
    ['the same parameter twice', `Action=DescribeRegions&Action=DescribeVpcs&${ec2}`, 'MalformedQueryString'],
    [
      'a value where more lies below',
      `Action=DescribeRegions&${ec2}&Filter=1&Filter.1.Name=x`,
      'MalformedQueryString',
    ],
    [
      'an index out of all bounds',
      `Action=DescribeRegions&${ec2}&RegionName.99999999999999=x`,
      'InvalidParameterValue',
    ],
    ['a negative index', `Action=DescribeRegions&${ec2}&RegionName.-1=x`, 'InvalidParameterValue'],
    [
      'indices that go deep',
      `Action=DescribeRegions&${ec2}&Filter${'.1'.repeat(5000)}=x`,
      'MalformedQueryString',
    ],
    [
      'a prototype as a list',
      `Action=DescribeRegions&${ec2}&Filter.__proto__.Name=x`,
      'InvalidParameterValue',
    ],
    ['a parameter that nobody knows', `Action=DescribeRegions&${ec2}&Colour=red`, 'UnknownParameter'],
    ['JSON', '{"Action":"DescribeRegions"}', 'MissingAction'],
    ['XML', '<?xml version="1.0"?><a/>', 'MissingAction'],
  ])('with %s is refused', async (_, body, code) => {
    const answer = await practice.send(body);
    expect(answer).toMatchObject({ code });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test.each([
    ['bytes that are no text', { body: Uint8Array.of(0xff, 0xfe, 0x00) }, 'MalformedQueryString'],
    ['another path', { path: '/latest/meta-data' }, 'InvalidRequest'],
    ['another method', { method: 'DELETE' }, 'InvalidRequest'],
    ['no signature', { headers: {} }, 'MissingAuthenticationToken'],
    [
      'a signature without a scope',
      { headers: { authorization: 'AWS4 Credential=ASIA' } },
      'IncompleteSignature',
    ],
    [
      'a region that there is not',
      { headers: { authorization: SIGNED.authorization.replace('us-east-1', 'mars-north-1') } },
      'AuthFailure',
    ],
    [
      'a region named after what objects have',
      { headers: { authorization: SIGNED.authorization.replace('us-east-1', '__proto__') } },
      'AuthFailure',
    ],
  ])('with %s is refused', async (_, given, code) => {
    const { body, ...rest } = { body: `Action=DescribeRegions&${ec2}` as string | Uint8Array, ...given };
    expect(await practice.send(body, rest)).toMatchObject({ code });
  });

  test.each([
    ['no JSON', 'AmazonSSM.GetParameters', '{', 'SerializationException'],
    ['a list', 'AmazonSSM.GetParameters', '[]', 'SerializationException'],
    ['null', 'AmazonSSM.GetParameters', 'null', 'SerializationException'],
    ['an action nobody has', 'AmazonSSM.DropTables', '{}', 'UnknownOperationException'],
    ['an action named after what objects have', 'AmazonSSM.__proto__', '{}', 'UnknownOperationException'],
    ['a service nobody has', 'AmazonMoon.Land', '{}', 'UnknownOperationException'],
    ['dots', 'AmazonSSM.A.B.C', '{}', 'UnknownOperationException'],
  ])('of a JSON service with %s is refused as that service refuses', async (_, target, body, code) => {
    const answer = await practice.send(body, { headers: { ...SIGNED, 'x-amz-target': target } });
    expect(answer).toMatchObject({ status: 400, code });
  });

  test('of ten megabytes costs less than fifty, and is refused', async () => {
    const bodies = [
      Buffer.alloc(10 * MIB, 'A=1&'),
      Buffer.alloc(10 * MIB, 'A'),
      Buffer.alloc(10 * MIB, '{"a":'),
    ];
    for (const body of bodies) {
      const before = process.memoryUsage.rss();
      const answer = await practice.send(body);
      expect(answer).toMatchObject({ status: 413, code: 'RequestEntityTooLarge' });
      expect(process.memoryUsage.rss() - before).toBeLessThan(50 * MIB);
    }
  });

  test('just below the limit costs less than fifty megabytes', async () => {
    const parts = Array.from({ length: 200_000 }, (_, n) => `A.${String(n)}=1`).join('&');
    const before = process.memoryUsage.rss();
    expect(await practice.send(`Action=DescribeRegions&${ec2}&${parts}`.slice(0, 2 * MIB))).toMatchObject({
      code: 'MalformedQueryString',
    });
    expect(process.memoryUsage.rss() - before).toBeLessThan(50 * MIB);
  });
});

test('whatever parameters are sent to any action, the answer is one of its own, or a refusal below 500', async () => {
  await sendAnything(practice, { seed: 20_261_123, runs: 1500 });
}, 120_000);

afterAll(() => {
  // What was asked of it has not touched what every object has.
  expect(Object.keys(Object.prototype)).toEqual([]);
});
