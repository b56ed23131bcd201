import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  DescribeRouteTablesCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { part } from '../../scripts/parts.ts';
import { freePort } from './loopback.ts';

export type Moto = {
  readonly endpoint: string;
  /** What a program needs in its environment to take this moto for its AWS, and nothing of the machine's own AWS. */
  readonly env: Readonly<Record<string, string>>;
  /** Forgets everything that was made; the default network is there again. */
  readonly reset: () => Promise<void>;
  /** Gives the default network the internet gateway and the route that AWS's has, and moto's has not. */
  readonly seedPublicNetwork: (region?: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts a moto server of one's own on this computer, with these settings of its own. Answers once it answers. */
export async function startMoto(settings: Readonly<Record<string, string>> = {}): Promise<Moto> {
  const program = part('moto');
  if (program === undefined) throw new Error('moto is not installed');
  const { server, endpoint } = await startOnFreePort(program, settings, 5);
  const killIt = (): void => void server.kill();
  process.once('exit', killIt);
  return {
    endpoint,
    env: environmentFor(endpoint),
    reset: async () => {
      await answerOf(`${endpoint}/moto-api/reset`, { method: 'POST' });
    },
    seedPublicNetwork: (region = 'us-east-1') => seedPublicNetwork(endpoint, region),
    stop: async () => {
      process.off('exit', killIt);
      if (server.exitCode !== null || server.signalCode !== null) return;
      const exited = once(server, 'exit');
      server.kill();
      await exited;
    },
  };
}

// moto takes no port 0, so one is found first. Somebody else may take it in between: then moto ends, and again.
async function startOnFreePort(
  program: string,
  settings: Readonly<Record<string, string>>,
  tries: number,
): Promise<{ server: ChildProcess; endpoint: string }> {
  const port = await freePort();
  const server = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PYTHONUNBUFFERED: '1',
      MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION: '1',
      MOTO_ENABLE_KEYPAIR_VALIDATION: '1',
      MOTO_ENABLE_AMI_VALIDATION: '1',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = await listensOrEnds(server);
  if (said === null) {
    const endpoint = `http://127.0.0.1:${String(port)}`;
    await answerOf(`${endpoint}/moto-api/`);
    return { server, endpoint };
  }
  if (tries > 1) return startOnFreePort(program, settings, tries - 1);
  throw new Error(`moto does not start: ${said}`);
}

/** Null once the server says where it listens; else what it said before it ended. */
async function listensOrEnds(server: ChildProcess): Promise<string | null> {
  const said: string[] = [];
  const { stderr } = server;
  if (stderr === null) throw new Error('no standard error');
  const listens = new Promise<null>((resolve) => {
    createInterface(stderr).on('line', (line) => {
      if (said.length < 50) said.push(line);
      if (line.includes('Running on http')) resolve(null);
    });
  });
  const ends = once(server, 'exit').then(() => said.join('\n'));
  return Promise.race([listens, ends]);
}

async function answerOf(url: string, init: RequestInit = {}): Promise<void> {
  const answer = await fetch(url, init);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`moto answered ${String(answer.status)}: ${url}`);
}

function environmentFor(endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

async function seedPublicNetwork(endpoint: string, region: string): Promise<void> {
  const ec2 = new EC2Client({
    endpoint,
    region,
    credentials: { accessKeyId: 'seed', secretAccessKey: 'seed' },
  });
  try {
    const { Vpcs = [] } = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
    );
    const VpcId = Vpcs[0]?.VpcId;
    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
    const GatewayId = InternetGateway?.InternetGatewayId;
    const { RouteTables = [] } = await ec2.send(
      new DescribeRouteTablesCommand({
        Filters: [
          { Name: 'vpc-id', Values: [VpcId ?? ''] },
          { Name: 'association.main', Values: ['true'] },
        ],
      }),
    );
    const RouteTableId = RouteTables[0]?.RouteTableId;
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }));
    await ec2.send(new CreateRouteCommand({ RouteTableId, GatewayId, DestinationCidrBlock: '0.0.0.0/0' }));
  } finally {
    ec2.destroy();
  }
}
