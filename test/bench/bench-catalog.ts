import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onPath, part } from '../../scripts/parts.ts';
import { capture } from '../../scripts/tool.ts';
import type { Bench } from '../../scripts/one-bench.ts';
import { startPractice } from '../support/practice.ts';
import { startEmulatorProxy, type EmulatorProxy } from './emulator-proxy.ts';
import { interleaved, median, ratio, type Contender, type Timed } from './interleaved.ts';
import { table } from './table.ts';

const LATENCIES_MS = [0, 80];

/** From the wizard's start until its questions can be answered, and until every size is there, beside programs that read the same. */
export const bench: Bench = {
  title:
    'catalog: what the wizard reads before it can be answered, and every size of a region (prices left out)',
  run: async ({ rounds, print }) => {
    const practice = await startPractice();
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-bench-'));
    try {
      for (const latencyMs of LATENCIES_MS) {
        const weather = { latencyMs, connectMs: 0, isPaged: false };
        const proxy = await startEmulatorProxy(practice.endpoint, weather);
        const env = { ...practice.env, AWS_ENDPOINT_URL: proxy.endpoint };
        try {
          for (const group of groupsFor(env, home)) {
            const calls = await callsOf(group.contenders, proxy);
            const times = await interleaved(group.contenders, rounds);
            print(
              `\n${group.title}, ${String(latencyMs)} ms on top of each call, ${String(rounds)} rounds, medians`,
            );
            for (const line of table([HEADER, ...rowsOf(group.contenders, calls, times)])) print(line);
          }
        } finally {
          await proxy.stop();
        }
      }
    } finally {
      fs.rmSync(home, { recursive: true });
      await practice.stop();
    }
    print('\nratio: the time of the first one to this one; whole processes, from their start to their end');
    for (const { name } of [CLI, BOTO3].filter(({ isHere }) => !isHere())) {
      print(`skipped: ${name} is not on this machine`);
    }
  },
};

const HEADER = ['program', 'calls', 'at once', 'wall s', 'CPU s', 'ratio'];

const CLI = { name: 'AWS CLI', isHere: () => part('aws') !== undefined };
const BOTO3 = {
  name: 'boto3',
  isHere: () => onPath('python3') !== undefined && spawnSync('python3', ['-c', 'import boto3']).status === 0,
};

type Group = { readonly title: string; readonly contenders: readonly Contender[] };

function groupsFor(env: Readonly<Record<string, string>>, home: string): readonly Group[] {
  const keyport = (name: string, what: string): Contender => ({
    name,
    command: [process.execPath, path.join(import.meta.dirname, 'catalog-in-app.ts'), what, home],
    env,
  });
  const peers = (what: 'first' | 'table'): readonly Contender[] => [
    ...(CLI.isHere() ? [{ name: CLI.name, command: cliCommand(what), env } satisfies Contender] : []),
    ...(BOTO3.isHere() ? [{ name: BOTO3.name, command: botoCommand(what), env } satisfies Contender] : []),
  ];
  return [
    {
      title: 'Until the first screens can be answered',
      contenders: [keyport('Keyport', 'first'), ...peers('first')],
    },
    {
      title: 'Until every size is there',
      contenders: [
        keyport('Keyport, for the first time', 'table'),
        keyport('Keyport, kept from before', 'kept'),
        ...peers('table'),
      ],
    },
  ];
}

const IMAGES = ['x86_64', 'arm64'].map(
  (architecture) => `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
);

function botoCommand(what: string): Contender['command'] {
  return ['python3', path.join(import.meta.dirname, 'read-catalog.py'), what, ...IMAGES];
}

/** A command for each read, as one types them; each is a program of its own. */
function cliCommand(what: 'first' | 'table'): Contender['command'] {
  const aws = `'${part('aws') ?? 'aws'}'`;
  const [first, ...more] = CLI_COMMANDS[what].map((words) => `${aws} ${words}`);
  return ['sh', '-c', [first, ...more].join(' && ')];
}

const lean = Object.entries({
  'processor-info.supported-architecture': 'x86_64',
  'current-generation': 'true',
  'supported-usage-class': 'on-demand',
  'bare-metal': 'false',
}).map(([name, value]) => `Name=${name},Values=${value}`);

const CLI_COMMANDS = {
  first: [
    'sts get-caller-identity',
    'ec2 describe-regions',
    `ssm get-parameters --names ${IMAGES.join(' ')}`,
    'ec2 describe-images --owners amazon --filters Name=name,Values=al2023-ami-2023.*-kernel-6.1-*',
    'ec2 describe-instance-types --filters Name=free-tier-eligible,Values=true',
    'ec2 describe-vpcs --filters Name=is-default,Values=true',
    'ec2 describe-subnets --filters Name=default-for-az,Values=true',
    'ec2 describe-availability-zones',
    'ec2 describe-instance-type-offerings --location-type availability-zone --filters Name=instance-type,Values=t3.micro',
    'ec2 describe-key-pairs',
    'ec2 describe-security-groups',
  ],
  table: [`ec2 describe-instance-types --page-size 100 --filters ${lean.join(' ')}`],
} as const;

type Calls = { readonly calls: number; readonly mostAtOnce: number };

/** One run of each that is not timed: how many calls it makes is always the same. It also fills what Keyport keeps. */
async function callsOf(contenders: readonly Contender[], proxy: EmulatorProxy): Promise<readonly Calls[]> {
  const counted: Calls[] = [];
  for (const { name, command, env = {} } of contenders) {
    proxy.forget();
    const { code, output } = await capture(command, env);
    if (code !== 0) throw new Error(`${name} failed: ${output}`);
    counted.push(proxy.counted());
  }
  return counted;
}

function rowsOf(
  contenders: readonly Contender[],
  calls: readonly Calls[],
  times: readonly (readonly Timed[])[],
): string[][] {
  const ours = times[0] ?? [];
  return contenders.map(({ name }, nth) => {
    const theirs = times[nth] ?? [];
    const cpu = theirs.flatMap(({ cpuSeconds }) => (cpuSeconds === null ? [] : [cpuSeconds]));
    return [
      name,
      String(calls[nth]?.calls ?? 0),
      String(calls[nth]?.mostAtOnce ?? 0),
      median(theirs.map(({ wallSeconds }) => wallSeconds)).toFixed(2),
      cpu.length === 0 ? '-' : median(cpu).toFixed(2),
      nth === 0 ? '' : ratio(ours, theirs).toFixed(2),
    ];
  });
}
