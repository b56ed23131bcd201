import { describe, expect, test } from 'vitest';
import {
  carriesConnect,
  otherWays,
  type MissingPoint,
  type OtherWays,
  type OtherWaysFacts,
} from '../../../shared/connect/other-ways.ts';
import { rescueChoice } from '../../../shared/connect/rescue.ts';

const MINE = '203.0.113.7';
const AL2023 = {
  catalogId: 'al2023-x86_64',
  imageName: 'al2023-ami-2023.9.1-kernel-6.12-x86_64',
  platform: 'linux',
} as const;
const imageOf = (catalogId: string) => ({ ...AL2023, catalogId, imageName: '' });

const ALL: OtherWaysFacts = {
  image: AL2023,
  state: 'running',
  publicAddress: '198.51.100.10',
  connect: { port: 22, adminAddress: MINE, existingGroups: null },
  myAddress: MINE,
  profile: 'session-manager',
  agent: 'online',
  tools: { aws: true, sessionPlugin: true },
  toolsKnowAccount: true,
};
const groups = (admitsMe: 'yes' | 'no' | 'unknown', opening: 'some' | 'everyone' = 'some') => ({
  port: 22,
  adminAddress: null,
  existingGroups: { groups: [], doors: [{ port: 22, opening, cidr: null, admitsMe }] },
});

test('where nothing is missing, all of them hold', () => {
  expect(otherWays(ALL)).toEqual({
    instanceConnect: { state: 'holds', missing: [] },
    sessionManager: { state: 'holds', missing: [] },
    sessionPage: { state: 'holds', missing: [] },
  });
});

type Row = readonly [Partial<OtherWaysFacts>, OtherWays['sessionPage']['state'], readonly MissingPoint[]];

const CONNECT: readonly Row[] = [
  [{ image: { ...AL2023, platform: 'windows' } }, 'lacks', ['not-linux']],
  [{ image: imageOf('debian-13-x86_64') }, 'lacks', ['image-without-connect']],
  [{ image: imageOf('rhel-10-arm64') }, 'lacks', ['image-without-connect']],
  [{ image: imageOf('ubuntu-24.04-arm64') }, 'holds', []],
  [{ image: imageOf('custom') }, 'unknown', ['image-unknown']],
  [{ state: 'stopped', publicAddress: null }, 'lacks', ['not-running']],
  [{ state: 'pending' }, 'lacks', ['not-running']],
  [{ publicAddress: null }, 'lacks', ['no-address']],
  [{ myAddress: '192.0.2.1' }, 'unknown', ['port-closed-to-me']],
  [{ myAddress: null }, 'unknown', ['port-unknown']],
  [{ connect: { ...ALL.connect, adminAddress: null } }, 'unknown', ['port-closed-to-me']],
  [{ connect: groups('yes') }, 'holds', []],
  [{ connect: groups('no') }, 'unknown', ['port-closed-to-me']],
  [{ connect: groups('unknown') }, 'unknown', ['port-unknown']],
  [{ connect: groups('no', 'everyone') }, 'holds', []],
  [{ image: imageOf('custom'), publicAddress: null }, 'lacks', ['image-unknown', 'no-address']],
];

test.each(CONNECT)('EC2 Instance Connect, where %j: %s %j', (facts, state, missing) => {
  expect(otherWays({ ...ALL, ...facts }).instanceConnect).toEqual({ state, missing });
});

const SESSION: readonly Row[] = [
  [{ state: 'stopped' }, 'lacks', ['not-running']],
  [{ profile: null }, 'holds', []],
  [{ profile: null, agent: 'never' }, 'lacks', ['no-profile', 'agent-never']],
  [{ agent: 'never' }, 'lacks', ['agent-never']],
  [{ agent: 'never', image: imageOf('rhel-9-x86_64') }, 'lacks', ['agent-not-shipped']],
  [{ agent: 'silent' }, 'lacks', ['agent-silent']],
  [{ agent: 'unknown' }, 'unknown', ['agent-unknown']],
  [{ agent: 'unknown', profile: null }, 'lacks', ['no-profile', 'agent-unknown']],
  [{ tools: { aws: false, sessionPlugin: true } }, 'lacks', ['no-aws-tool']],
  [{ tools: { aws: true, sessionPlugin: false } }, 'lacks', ['no-session-plugin']],
  [{ toolsKnowAccount: false }, 'lacks', ['account-kept-by-keyport']],
  [{ image: { ...AL2023, platform: 'windows' } }, 'holds', []],
];

test.each(SESSION)('Session Manager, where %j: %s %j', (facts, state, missing) => {
  expect(otherWays({ ...ALL, ...facts }).sessionManager).toEqual({ state, missing });
});

test('on AWS’s own page nothing of this computer is needed', () => {
  const ways = otherWays({ ...ALL, tools: { aws: false, sessionPlugin: false }, toolsKnowAccount: false });
  expect(ways.sessionManager.state).toBe('lacks');
  expect(ways.sessionPage.state).toBe('holds');
});

describe('which images carry EC2 Instance Connect, by what their maker calls them', () => {
  test.each([
    ['al2023-ami-2023.9.20251117.1-kernel-6.12-x86_64', 'yes'],
    ['al2023-ami-minimal-2023.9.20251117.1-kernel-6.12-x86_64', 'unknown'],
    ['al2023-ami-ecs-hvm-2023.0.20250101-kernel-6.1-x86_64', 'unknown'],
    ['amzn2-ami-hvm-2.0.20190618-x86_64-gp2', 'yes'],
    ['amzn2-ami-kernel-5.10-hvm-2.0.20251110.1-x86_64-gp2', 'yes'],
    ['amzn2-ami-hvm-2.0.20190508-x86_64-gp2', 'no'],
    ['ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-20250401', 'yes'],
    ['ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-arm64-server-20251001', 'yes'],
    ['ubuntu/images/hvm-ssd/ubuntu-bionic-18.04-amd64-server-20230601', 'no'],
    ['ubuntu-minimal/images/hvm-ssd/ubuntu-focal-20.04-amd64-minimal-20250401', 'unknown'],
    ['my-ubuntu-24.04-web', 'unknown'],
    ['', 'unknown'],
  ] as const)('%s: %s', (imageName, carries) => {
    expect(carriesConnect({ catalogId: 'custom', imageName })).toBe(carries);
  });
});

describe('which way fits for a lost key', () => {
  test.each([
    [{}, 'instance-connect', []],
    [{ image: imageOf('debian-13-x86_64') }, 'session-manager', []],
    [{ image: imageOf('custom') }, 'session-manager', []],
    [{ image: imageOf('custom'), agent: 'unknown' }, 'instance-connect', []],
    [{ state: 'stopped', agent: 'never' }, 'instance-connect', ['not-running']],
    [{ myAddress: '192.0.2.1', agent: 'never' }, 'instance-connect', ['port-closed-to-me']],
    [{ image: imageOf('custom'), publicAddress: null, agent: 'never' }, 'instance-connect', ['no-address']],
    [{ image: imageOf('debian-13-x86_64'), agent: 'unknown' }, 'session-manager', []],
    [{ image: imageOf('debian-13-x86_64'), agent: 'never' }, 'volume', []],
    [{ image: imageOf('rhel-9-x86_64'), agent: 'never', profile: null }, 'volume', []],
    [{ image: imageOf('rhel-9-x86_64'), state: 'stopped' }, 'volume', []],
    [{ image: { ...AL2023, platform: 'windows' } }, 'windows', []],
  ] as const)('%j: %s, after %j', (facts, fits, first) => {
    expect(rescueChoice(otherWays({ ...ALL, ...facts }))).toEqual({ fits, first });
  });
});
