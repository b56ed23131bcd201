import { expect, test } from 'vitest';
import { launchFrom } from '../../electron/launch/record/launch-view.ts';
import { PRACTICE_SOURCE } from '../../shared/account.ts';
import { costOf } from '../../shared/cost.ts';
import { launchReport } from '../../shared/launch-report.ts';
import type { Launch } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { MACHINE, RECORD, withMachine } from '../electron/launch/record-fixture.ts';
import { nodesOf, readMarkdown, textOf } from '../support/read-markdown.ts';

const NOW = RECORD.startedAt + 36 * 3_600_000;
const KEY = { keyPairId: 'key-0123456789abcdef0', name: 'my-fleet', fingerprint: 'SHA256:abc/def+ghi=' };

const LAUNCH: Launch = launchFrom(
  {
    ...withMachine(RECORD, MACHINE),
    ended: 'partly',
    keyPair: KEY,
    group: { groupId: 'sg-0123456789abcdef0' },
    connect: { ...RECORD.connect, keychainAccount: 'my-fleet (us-east-1)' },
    sight: { at: NOW, problem: null },
  },
  null,
);

const reportOf = (launch: Launch) => launchReport(launch, NOW, costOf(launch, NOW));
const readable = async (launch: Launch) => {
  const { markdown } = reportOf(launch);
  return { markdown, read: await readMarkdown(markdown) };
};

test('all that a person needs stands in the text', async () => {
  const { read } = await readable(LAUNCH);
  const text = textOf(read);

  expect(nodesOf(read, 'heading').map(textOf)).toEqual([
    'Launch record: my-fleet',
    'Launch',
    'Machines',
    'Who can connect',
    'How to log in',
    'Key',
    'Cost',
    'How to remove it',
  ]);
  for (const part of [
    RECORD.launchId,
    '123456789012',
    'us-east-1',
    'ami-0123456789abcdef0',
    MACHINE.instanceId,
    MACHINE.publicAddress ?? '',
    MACHINE.volumes[0]?.volumeId ?? '',
    'TCP port 443, everyone (0.0.0.0/0): HTTPS from everyone',
    'TCP port 22, only 203.0.113.7/32: SSH from my address only',
    'sg-0123456789abcdef0',
    KEY.keyPairId,
    KEY.fingerprint,
    'my-fleet (us-east-1)',
    'Prices of 2026-05, from the AWS price list',
    'us-east-1b: not asked for',
    'ssh ec2-user@198.51.100.7',
  ]) {
    expect(text).toContain(part);
  }
  const { soFar, perMonth } = costOf(LAUNCH, NOW);
  expect(text).toContain(`So far: $${(soFar ?? 0).toFixed(2)}`);
  expect(text).toContain(`$${(perMonth ?? 0).toFixed(2)} a month`);
});

test('what was told to the machines stands in it word for word, with the tags, the checks and the pages', async () => {
  const startScript = '#!/bin/sh\n\techo "```" > /root/a\n';
  const launch: Launch = {
    ...LAUNCH,
    startScript,
    plan: {
      ...LAUNCH.plan,
      script: { kind: 'own', text: startScript },
      tags: [{ key: 'Team', value: 'A|B' }],
    },
    instances: LAUNCH.instances.map((machine) => ({ ...machine, checks: 'impaired' })),
  };
  const { read } = await readable(launch);

  expect(nodesOf(read, 'code').map(({ value }) => value)).toContain(startScript.trimEnd());
  const text = textOf(read);
  for (const part of ['Team=A|B', "running, EC2's own checks: not passed", 'carry out your own script.']) {
    expect(text).toContain(part);
  }
  expect(text).toContain('https://198.51.100.7/');

  expect(JSON.parse(reportOf(launch).json)).toMatchObject({
    startScript,
    tags: [{ key: 'Team', value: 'A|B' }],
    machines: [{ checks: 'impaired' }],
    connect: { pages: ['https://198.51.100.7/'] },
  });
});

test('the commands name every id of the journal with its region, in the order in which AWS allows it', async () => {
  const launch: Launch = {
    ...LAUNCH,
    made: {
      ...LAUNCH.made,
      snapshots: [{ snapshotId: 'snap-0123456789abcdef0', volumeId: 'vol-0123456789abcdef0', sizeGiB: 8 }],
    },
  };
  const { read } = await readable(launch);
  const [, remove, copies, list] = nodesOf(read, 'code').map(({ value = '' }) => value.split('\n'));

  expect(remove?.filter((line) => !line.startsWith('#'))).toEqual([
    'aws ec2 terminate-instances --instance-ids i-0123456789abcdef0 --region us-east-1',
    'aws ec2 wait instance-terminated --instance-ids i-0123456789abcdef0 --region us-east-1',
    'aws ec2 delete-volume --volume-id vol-0123456789abcdef0 --region us-east-1',
    'aws ec2 delete-security-group --group-id sg-0123456789abcdef0 --region us-east-1',
    'aws ec2 delete-key-pair --key-pair-id key-0123456789abcdef0 --region us-east-1',
  ]);
  expect(copies).toEqual(['aws ec2 delete-snapshot --snapshot-id snap-0123456789abcdef0 --region us-east-1']);
  expect(list?.join('')).toContain(`Name=value,Values=${RECORD.launchId}`);
  expect(reportOf(launch).markdown).toContain(
    `https://console.aws.amazon.com/ec2/home?region=us-east-1#Instances:tag:keyport%3Alaunch-id=${RECORD.launchId}`,
  );
});

test('of a launch that is gone it says so, and names nothing to delete', () => {
  const gone: Launch = {
    ...LAUNCH,
    state: 'removed',
    instances: LAUNCH.instances.map((machine) => ({ ...machine, state: 'terminated', goneAt: NOW })),
    made: { keyPair: null, securityGroup: null, leftVolumes: [], snapshots: [] },
  };
  const { markdown, json } = reportOf(gone);

  expect(markdown).toContain('Nothing that Keyport knows of is left in AWS.');
  expect(markdown).not.toMatch(/aws ec2 (terminate|delete)/);
  expect(JSON.parse(json)).toMatchObject({ cleanUp: { commands: [], snapshotCommands: [] } });
});

test('a machine that may be there is not left out', () => {
  const zones = LAUNCH.zones.map((zone, index) =>
    index === 1 ? { ...zone, state: 'unknown' as const } : zone,
  );
  const { markdown } = reportOf({ ...LAUNCH, zones });

  expect(markdown).toContain('it may be there and cost money');
  expect(markdown).toContain('A machine of this launch may be there that Keyport has no id of');
});

test('practice sends nobody to AWS', () => {
  const { markdown, json } = reportOf({
    ...LAUNCH,
    account: { ...LAUNCH.account, sourceId: PRACTICE_SOURCE },
  });

  expect(markdown).toContain('This was practice.');
  expect(markdown).not.toMatch(/aws ec2|console\.aws|ssh ec2-user/);
  expect(JSON.parse(json)).toMatchObject({ launch: { isPractice: true }, cleanUp: { commands: [] } });
});

test('machines of another endpoint get no command to log in, and its address goes with the other commands', () => {
  const endpoint = "http://127.0.0.1:5000/it's";
  const { markdown } = reportOf({ ...LAUNCH, account: { ...LAUNCH.account, endpoint } });

  expect(markdown).not.toContain('ssh ec2-user');
  expect(markdown).toContain(`--endpoint-url 'http://127.0.0.1:5000/it'\\''s'`);
  expect(markdown).not.toContain('console.aws.amazon.com');
});

test.each([
  'a`b``c',
  'a|b|c',
  '__bold__ *x* ~~y~~',
  '<img src=x onerror=y>',
  '[x](http://e.example)',
  'a\nb',
  '# x',
  'x\\',
])(
  'the name %j, and ids of the same kind, stay what they are, and the table keeps its columns',
  async (name) => {
    const launch: Launch = {
      ...LAUNCH,
      name,
      plan: { ...LAUNCH.plan, name },
      made: { ...LAUNCH.made, keyPair: { ...KEY, name } },
      instances: LAUNCH.instances.map((machine) => ({ ...machine, state: name, zoneName: name })),
    };
    const { read } = await readable(launch);
    const shown = name.replace('\n', '[U+000A]');

    expect(textOf(nodesOf(read, 'heading')[0] ?? read)).toBe(`Launch record: ${shown}`);
    const rows = nodesOf(read, 'tableRow');
    expect(rows.map(({ children = [] }) => children.length)).toEqual([9, 9]);
    expect(textOf(rows[1] ?? read)).toContain(shown);
    for (const type of ['html', 'emphasis', 'strong', 'delete', 'image']) {
      const ours = nodesOf(read, type).map(textOf);
      expect(ours.filter((text) => !text.endsWith(':'))).toEqual([]);
    }
    const links = nodesOf(read, 'link').map(textOf);
    const isOurs = (link: string) =>
      link.startsWith('https://console.aws.amazon.com/') ||
      link === `https://${MACHINE.publicAddress ?? ''}/`;
    expect(links.every(isOurs)).toBe(true);
  },
);

test('the data has a version, loses nothing, and is plain ASCII', () => {
  const name = 'büro \u202e\u001b[31m 🙂';
  const { json } = reportOf({ ...LAUNCH, name });
  const data: unknown = JSON.parse(json);

  expect(json).toMatch(/^[\n\x20-\x7e]+$/);
  expect(data).toMatchObject({
    format: 'keyport-launch-record',
    version: 1,
    writtenAt: new Date(NOW).toISOString(),
    launch: { launchId: RECORD.launchId, name, accountId: '123456789012', region: 'us-east-1' },
    machines: [{ instanceId: MACHINE.instanceId, publicAddress: '198.51.100.7', goneAt: null }],
    access: {
      group: { groupId: 'sg-0123456789abcdef0' },
      rules: [{ port: 443 }, { port: 443 }, { port: 22 }],
    },
    connect: { commands: ['ssh ec2-user@198.51.100.7'] },
    key: { keyPair: KEY },
    cost: { currency: 'USD', pricesAsOf: '2026-05', ...costOf(LAUNCH, NOW) },
  });
});

test.each([
  ['al2023-ami-2023.9.20260501.0-kernel-6.1-x86_64', '2026-05-01'],
  ['ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260214', '2026-02-14'],
  ['Windows_Server-2025-English-Full-Base-2026.03.11', '2026-03-11'],
  ['al2023-ami-2023', null],
  ['my-image-20991399', null],
])('the day of the image %s is %s', (imageName, day) => {
  const { image } = LAUNCH.plan;
  const { json, markdown } = reportOf({
    ...LAUNCH,
    plan: { ...LAUNCH.plan, image: { ...image, imageName } },
  });

  expect(JSON.parse(json)).toMatchObject({ image: { builtOn: day } });
  expect(markdown.includes('built')).toBe(day !== null);
});

test('what an endpoint gives for an address or an id is no command', () => {
  const evil = '1.2.3.4; rm -rf ~';
  const { json } = reportOf({
    ...LAUNCH,
    instances: LAUNCH.instances.map((machine) => ({ ...machine, publicAddress: evil, instanceId: evil })),
  });
  const data = JSON.parse(json) as { connect: { commands: string[] }; cleanUp: { commands: string[] } };

  expect(data.connect.commands).toEqual([]);
  expect(data.cleanUp.commands[0]).toContain(`--instance-ids '${evil}'`);
});

test('a machine that AWS refused stands there with the reason, and with what can be typed', async () => {
  const refused: Launch = {
    ...LAUNCH,
    zones: LAUNCH.zones.map((zone) =>
      zone.state === 'waiting' ? { ...zone, state: 'failed', problem: makeProblem('no-capacity') } : zone,
    ),
  };
  const id = LAUNCH.launchId.slice(0, 8);
  const text = textOf((await readable(refused)).read);

  const { title, explanation } = makeProblem('no-capacity');
  expect(text).toContain(`us-east-1b: AWS said no: ${title}. ${explanation}`);
  expect(text).toContain(`keyport answer ${id} us-east-1b`);
  expect(text).toContain(`keyport undo ${id}`);
  expect(textOf((await readable(LAUNCH)).read)).not.toContain('keyport answer');
});
