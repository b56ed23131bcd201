import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { onPath, part } from '../../scripts/parts.ts';
import { capture, project } from '../../scripts/tool.ts';
import { clientsAt } from '../support/aws-clients.ts';
import type { Bench } from '../../scripts/one-bench.ts';
import { startGroupServer } from './group-server.ts';
import { interleaved, median, ratio, type Contender, type Timed } from './interleaved.ts';
import { screenBlocks, type ScreenBlocks } from './screen-blocks.ts';
import { table } from './table.ts';

const SIZES = [500, 2000, 5000];

/** Reading and judging the groups of a region, beside programs that only read them, on the same server in the same run. */
export const bench: Bench = {
  title: 'review: read and judge every security group of a region (20 rules each)',
  run: async ({ rounds, print }) => {
    for (const size of SIZES) {
      const server = await startGroupServer(size);
      try {
        const contenders = contendersAt(server.endpoint);
        const times = await interleaved(contenders, rounds);
        print(
          `\n${String(size)} groups, ${String(rounds)} rounds, medians; ratio: Keyport's time to this one's`,
        );
        for (const line of table([HEADER, ...rowsOf(contenders, times)])) print(line);
        for (const line of await insideOf(server.endpoint, rounds)) print(line);
      } finally {
        await server.stop();
      }
    }
    const blocks: ScreenBlocks[] = [];
    for (let round = 0; round < rounds; round += 1) blocks.push(await screenBlocks());
    const of = (name: keyof ScreenBlocks) => median(blocks.map((each) => each[name])).toFixed(0);
    print(
      `\non the screen, 5,012 groups: longest task ${of('appearing')} ms as the list appears, ${of('filtering')} ms as it is filtered`,
    );
    for (const name of peers.filter(({ isHere }) => !isHere()).map((peer) => peer.name)) {
      print(`skipped: ${name} is not on this machine`);
    }
  },
};

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

const HEADER = ['program', 'wall s', 'CPU s', 'peak MiB', 'ratio'];

const peers = [
  { name: 'AWS CLI', isHere: () => part('aws') !== undefined },
  { name: 'boto3', isHere: () => hasBoto3() },
] as const;

function contendersAt(endpoint: string): readonly Contender[] {
  const env = ENVIRONMENT;
  const where = ['--region', 'us-east-1'];
  const cli = path.join(project, 'electron/cli.ts');
  const quiet = ['--quiet', '--format', 'json', '--fail-on', 'never', '--out', '/dev/null'];
  return [
    {
      name: 'Keyport (reads and judges)',
      command: [process.execPath, cli, 'review', ...where, '--endpoint', endpoint, ...quiet],
      env,
    },
    ...(part('aws') === undefined
      ? []
      : [
          {
            name: 'AWS CLI (reads)',
            command: [
              part('aws') ?? '',
              'ec2',
              'describe-security-groups',
              ...where,
              '--endpoint-url',
              endpoint,
            ],
            env,
          } satisfies Contender,
        ]),
    ...(hasBoto3()
      ? [
          {
            name: 'boto3 (reads)',
            command: ['python3', path.join(import.meta.dirname, 'read-groups.py'), endpoint],
            env,
          } satisfies Contender,
        ]
      : []),
  ];
}

/** What is not seen from outside: how long the main thread was kept from anything else, and the judgement by itself. */
async function insideOf(endpoint: string, rounds: number): Promise<string[]> {
  const env = { ...ENVIRONMENT, AWS_ENDPOINT_URL: endpoint };
  const file = path.join(os.tmpdir(), `keyport-bench-${String(process.pid)}.json`);
  await saveAnswer(endpoint, file);
  const inApp: Figures[] = [];
  const judged: Figures[] = [];
  for (let round = 0; round < rounds; round += 1) {
    inApp.push(await figuresOf([script('review-in-app.ts')], env));
    judged.push(await figuresOf([script('judge-groups.ts'), file], env));
  }
  fs.rmSync(file);
  const of = (figures: readonly Figures[], name: string) => median(figures.map((each) => each[name] ?? 0));
  const perRule = (ms: string) => ((of(judged, ms) * 1000) / of(judged, 'rules')).toFixed(2);
  return [
    `in the app: ${(of(inApp, 'wallMs') / 1000).toFixed(2)} s on a thread of its own; the main thread's longest block ${of(inApp, 'longestBlockMs').toFixed(0)} ms`,
    `the judgement alone: ${perRule('warmMs')} µs a rule (${perRule('coldMs')} the first time), ${of(judged, 'warmMs').toFixed(0)} ms for ${String(of(judged, 'rules'))} rules`,
  ];
}

type Figures = Readonly<Record<string, number>>;

/** Not waited for in one go: the server they ask is in this process. */
async function figuresOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Figures> {
  const { code, output } = await capture([process.execPath, ...args], env);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${output}`);
  return JSON.parse(output) as Figures;
}

async function saveAnswer(endpoint: string, file: string): Promise<void> {
  const { ec2 } = clientsAt(endpoint);
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  fs.writeFileSync(file, JSON.stringify({ SecurityGroups }));
}

function script(name: string): string {
  return path.join(import.meta.dirname, name);
}

function rowsOf(contenders: readonly Contender[], times: readonly (readonly Timed[])[]): string[][] {
  const ours = times[0] ?? [];
  return contenders.map(({ name }, nth) => {
    const theirs = times[nth] ?? [];
    return [
      name,
      median(theirs.map(({ wallSeconds }) => wallSeconds)).toFixed(2),
      ...[theirs.map(({ cpuSeconds }) => cpuSeconds), theirs.map(({ peakMiB }) => peakMiB)].map(figure),
      nth === 0 ? '' : ratio(ours, theirs).toFixed(2),
    ];
  });
}

function figure(values: readonly (number | null)[]): string {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  return known.length === 0 ? '-' : median(known).toFixed(1);
}

function hasBoto3(): boolean {
  return onPath('python3') !== undefined && spawnSync('python3', ['-c', 'import boto3']).status === 0;
}
