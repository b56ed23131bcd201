import { beforeEach, expect, test } from 'vitest';
import type { ActionContext } from '../../../../electron/practice/action.ts';
import { instanceConnectActions } from '../../../../electron/practice/actions/instance-connect.ts';
import { loadCatalog } from '../../../../electron/practice/catalog.ts';
import { emptyRegion, type RegionTables } from '../../../../electron/practice/world/state.ts';
import { practiceInstance } from '../../../support/practice-instance.ts';

const ID = 'i-0123456789abcdef0';
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILB/AzLBWspA4DIn/9KtQ3klwH6TM5Xs7mPGl4SpYm4S me@here';
const catalog = await loadCatalog();

let region: RegionTables;
let hidden: Set<string>;

beforeEach(() => {
  region = emptyRegion('us-east-1');
  hidden = new Set();
  region.instances.set(ID, practiceInstance(0, { instanceId: ID }));
});

const context = (): ActionContext => ({
  region,
  account: { accountId: '111122223333', arn: 'arn:aws:iam::111122223333:user/practice', userId: 'AIDA' },
  catalog,
  now: 0,
  newId: (prefix) => prefix,
  random: (count) => new Uint8Array(count).fill(7),
  isDryRun: false,
  isVisible: (id) => !hidden.has(id),
  made: () => {},
  hasCapacity: () => true,
  isLost: () => false,
  pace: {
    pendingMs: 0,
    initializingMs: 0,
    stoppingMs: 0,
    shuttingDownMs: 0,
    passwordMs: 0,
    consoleMs: 0,
  },
});
const send = (input: Readonly<Record<string, unknown>> = {}): unknown =>
  instanceConnectActions['SendSSHPublicKey']?.(context(), {
    InstanceId: ID,
    InstanceOSUser: 'ec2-user',
    SSHPublicKey: KEY,
    ...input,
  });

test('a running machine takes a public key for a minute, and nothing of it stays', () => {
  const before = structuredClone(region);

  expect(send()).toEqual({
    RequestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    Success: true,
  });
  expect(send({ AvailabilityZone: 'us-east-1a' })).toMatchObject({ Success: true });
  expect(region).toEqual(before);
});

test.each([
  [{ InstanceId: 'mi-0123456789abcdef0' }, "'mi-0123456789abcdef0' at 'instanceId'"],
  [{ InstanceId: undefined }, "Value null at 'instanceId'"],
  [{ InstanceOSUser: '' }, "at 'instanceOSUser'"],
  [{ InstanceOSUser: 'a b' }, "at 'instanceOSUser'"],
  [{ InstanceOSUser: '-rf' }, "at 'instanceOSUser'"],
  [{ SSHPublicKey: 'ssh-ed25519 AAAA' }, "at 'sSHPublicKey'"],
  [{ SSHPublicKey: 'x'.repeat(5_000) }, "at 'sSHPublicKey'"],
  [{ SSHPublicKey: KEY.replace('ed25519', 'ed25518') }, 'SSH Public key is invalid'],
  [{ AvailabilityZone: 'nowhere' }, "at 'availabilityZone'"],
])('what makes no sense is refused: %j', (input, words) => {
  const refusal = { code: 'InvalidArgsException', message: expect.stringContaining(words) };

  expect(() => send(input)).toThrow(expect.objectContaining(refusal));
});

test.each([[7], [{}], [['i-0123456789abcdef0']], [true]])('what is no text is refused: %j', (InstanceId) => {
  expect(() => send({ InstanceId })).toThrow(expect.objectContaining({ code: 'SerializationException' }));
});

test('a machine that is not there, or not yet to be seen, or in another zone is not found', () => {
  const notFound = expect.objectContaining({ code: 'EC2InstanceNotFoundException' });

  expect(() => send({ InstanceId: 'i-0123456789abcdef1' })).toThrow(notFound);
  expect(() => send({ AvailabilityZone: 'us-east-1b' })).toThrow(notFound);
  hidden.add(ID);
  expect(() => send()).toThrow(notFound);
});

test.each([
  ['pending', 'EC2InstanceUnavailableException'],
  ['stopping', 'EC2InstanceStateInvalidException'],
  ['stopped', 'EC2InstanceStateInvalidException'],
  ['shutting-down', 'EC2InstanceStateInvalidException'],
  ['terminated', 'EC2InstanceStateInvalidException'],
] as const)('a machine that is %s takes no key', (state, code) => {
  region.instances.set(ID, practiceInstance(0, { instanceId: ID, state }));

  expect(() => send()).toThrow(expect.objectContaining({ code }));
});
