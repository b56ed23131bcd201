import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { onPath, part } from '../../scripts/parts.ts';
import { project } from '../../scripts/tool.ts';
import type { Bench } from '../../scripts/one-bench.ts';
import { startGroupServer } from './group-server.ts';
import { interleaved, median, ratio, type Contender, type Timed } from './interleaved.ts';
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
      } finally {
        await server.stop();
      }
    }
    for (const name of peers.filter(({ isHere }) => !isHere()).map((peer) => peer.name)) {
      print(`skipped: ${name} is not on this machine`);
    }
  },
};

const HEADER = ['program', 'wall s', 'CPU s', 'peak MiB', 'ratio'];

const peers = [
  { name: 'AWS CLI', isHere: () => part('aws') !== undefined },
  { name: 'boto3', isHere: () => hasBoto3() },
] as const;

function contendersAt(endpoint: string): readonly Contender[] {
  const env = {
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
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
