import {
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  ModifyInstanceAttributeCommand,
  RunInstancesCommand,
  type EC2Client,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2';
import { createClients, type AwsClients } from '../../../electron/aws/clients.ts';
import { AWS_ITSELF } from '../../../electron/aws/endpoints.ts';
import { createPatience } from '../../../electron/aws/patience.ts';
import type { KeyRecord } from '../../../electron/custody/key-record.ts';
import { createBoard } from '../../../electron/launch/launch-board.ts';
import type { LaunchServices } from '../../../electron/launch/launch-services.ts';
import type { LaunchRecord } from '../../../electron/launch/record/launch-record.ts';
import { createUnfinished } from '../../../electron/unfinished.ts';
import { loadCatalog } from '../../../electron/practice/catalog.ts';
import type { HttpRequest } from '../../../electron/practice/http.ts';
import type { Weather } from '../../../shared/practice/weather.ts';
import { openPractice, type OpenPractice } from '../../support/practice-account.ts';
import { there } from '../../support/practice-fleet.ts';
import { LAUNCH_ID, memoryKeeper, RECORD } from './record-fixture.ts';

/** A launch that stands in the practice account and in its record, and time that passes only where somebody waits. */
export type RemovalWorld = {
  readonly practice: OpenPractice;
  readonly judge: EC2Client;
  readonly clock: { now: number };
  readonly record: LaunchRecord;
  readonly instanceIds: readonly string[];
  readonly groupId: string;
  /** All of one work on this record; the program ends where `dies` says so. */
  readonly open: (record: LaunchRecord, options?: WorkOptions) => Work;
  /** `i-… running`, terminated ones too. */
  readonly machines: () => Promise<Readonly<Record<string, string>>>;
  readonly groups: () => Promise<readonly string[]>;
  readonly volumes: () => Promise<readonly string[]>;
  readonly snapshots: () => Promise<readonly string[]>;
  readonly protect: (instanceId: string) => Promise<void>;
  readonly run: (input: Partial<RunInstancesCommandInput>) => Promise<string>;
};

export type WorkOptions = {
  /** True where the program dies before this call, or after it. */
  readonly dies?: (call: Call) => 'before' | 'after' | null;
  readonly keys?: readonly KeyRecord[];
};

export type Call = { readonly action: string; readonly params: URLSearchParams; readonly nth: number };

export type Work = {
  readonly services: LaunchServices;
  /** The actions that were called, in their order. */
  readonly calls: Call[];
  readonly record: () => LaunchRecord;
  /** Everything that was told, in its order. */
  readonly told: readonly LaunchRecord[];
  /** As it stands on the disk. */
  readonly written: () => LaunchRecord;
  /** What was on the disk when this action was first called. */
  readonly writtenAt: (action: string, mark?: string) => LaunchRecord;
  /** Resolves when the program has died, if it does. */
  readonly died: Promise<void>;
};

const START = Date.UTC(2026, 10, 23, 10);
export const TAGGED = [{ Key: 'keyport:launch-id', Value: LAUNCH_ID }];

export async function openRemovalWorld(
  weather: Weather = [],
  { machines = 3 }: { readonly machines?: number } = {},
): Promise<RemovalWorld> {
  const clock = { now: START };
  const catalog = await loadCatalog();
  const practice = await openPractice({ now: () => clock.now, weather: [] });
  const judge = practice.ec2();
  const image = there(
    catalog
      .images('us-east-1')
      .find(({ name, architecture }) => name.startsWith('al2023-ami-2023') && architecture === 'x86_64'),
  );
  const run: RemovalWorld['run'] = async (input) => {
    const { Instances } = await judge.send(
      new RunInstancesCommand({
        ImageId: image.imageId,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        ...input,
      }),
    );
    return there(Instances?.[0]?.InstanceId);
  };
  const groupId = there(
    (
      await judge.send(
        new CreateSecurityGroupCommand({
          GroupName: RECORD.plan.name,
          Description: 'of the launch',
          TagSpecifications: [{ ResourceType: 'security-group', Tags: TAGGED }],
        }),
      )
    ).GroupId,
  );
  const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
  const instanceIds: string[] = [];
  for (const [index, AvailabilityZone] of ZONES.slice(0, machines).entries()) {
    instanceIds.push(
      await run({
        Placement: { AvailabilityZone },
        SecurityGroupIds: [groupId],
        ClientToken: `${LAUNCH_ID}.p${index + 1}.1`,
        TagSpecifications: [
          { ResourceType: 'instance', Tags: TAGGED },
          { ResourceType: 'volume', Tags: TAGGED },
        ],
      }),
    );
  }
  clock.now += 60_000;
  const described = await judge.send(new DescribeInstancesCommand({}));
  const shown = (described.Reservations ?? []).flatMap(({ Instances = [] }) => Instances);
  practice.account.setWeather(weather);
  const record: LaunchRecord = {
    ...RECORD,
    startedAt: START,
    aim: 'undo',
    ended: null,
    undo: { keyPairToo: false, snapshotsFirst: false },
    plan: { ...RECORD.plan, access: { ...RECORD.plan.access, vpcId: there(shown[0]?.VpcId) } },
    group: { groupId },
    placements: instanceIds.map((instanceId, index) => ({
      placementId: `p${index + 1}`,
      zoneName: ZONES[index] ?? '',
      zoneId: `use1-az${index + 1}`,
      subnetId: 'subnet-0123456789abcdef0',
      instanceType: 't3.micro',
      machineName: null,
      cpuCredits: null,
      isLeftOut: false,
      isWanted: false,
      attempts: [
        {
          clientToken: `${LAUNCH_ID}.p${index + 1}.1`,
          askedAt: START,
          state: 'started',
          instanceId,
          problem: null,
        },
      ],
    })),
    machines: instanceIds.map((instanceId, index) => {
      const view = there(shown.find(({ InstanceId }) => InstanceId === instanceId));
      return {
        instanceId,
        placementId: `p${index + 1}`,
        zoneName: ZONES[index] ?? '',
        instanceType: 't3.micro',
        state: 'running',
        stateReason: null,
        checks: null,
        publicAddress: view.PublicIpAddress ?? null,
        privateAddress: view.PrivateIpAddress ?? null,
        startedAt: START,
        goneAt: null,
        ran: [{ from: START, to: null }],
        volumes: [{ volumeId: there(view.BlockDeviceMappings?.[0]?.Ebs?.VolumeId), sizeGiB: 8 }],
      };
    }),
  };
  const judged = async <Value>(look: () => Promise<Value>): Promise<Value> => {
    // The judge sees through the weather.
    const now = practice.account.weather();
    practice.account.setWeather([]);
    const seen = await look();
    practice.account.setWeather(now);
    return seen;
  };
  return {
    practice,
    judge,
    clock,
    record,
    instanceIds,
    groupId,
    open: (initial, options = {}) => openWork(practice, clock, initial, options),
    machines: () =>
      judged(async () => {
        const { Reservations = [] } = await judge.send(new DescribeInstancesCommand({}));
        return Object.fromEntries(
          Reservations.flatMap(({ Instances = [] }) => Instances).map(({ InstanceId, State }) => [
            there(InstanceId),
            there(State?.Name) as string,
          ]),
        );
      }),
    groups: () =>
      judged(async () =>
        ((await judge.send(new DescribeSecurityGroupsCommand({}))).SecurityGroups ?? []).map(({ GroupId }) =>
          there(GroupId),
        ),
      ),
    volumes: () =>
      judged(async () =>
        ((await judge.send(new DescribeVolumesCommand({}))).Volumes ?? []).map(({ VolumeId }) =>
          there(VolumeId),
        ),
      ),
    snapshots: () =>
      judged(async () =>
        ((await judge.send(new DescribeSnapshotsCommand({}))).Snapshots ?? []).map(({ SnapshotId }) =>
          there(SnapshotId),
        ),
      ),
    protect: async (InstanceId) => {
      await judge.send(
        new ModifyInstanceAttributeCommand({ InstanceId, DisableApiTermination: { Value: true } }),
      );
    },
    run,
  };
}

function openWork(
  { account }: OpenPractice,
  clock: { now: number },
  initial: LaunchRecord,
  { dies = () => null, keys = [] }: WorkOptions,
): Work {
  const calls: Call[] = [];
  const counts = new Map<string, number>();
  const keeper = memoryKeeper(initial);
  const dying = Promise.withResolvers<void>();
  const atCall = new Map<string, LaunchRecord>();
  let isDead = false;
  // Nothing that a dead program asks for is answered, and nothing of it reaches the disk any more.
  const never = () => new Promise<never>(() => {});
  const die = () => {
    isDead = true;
    dying.resolve();
    return never();
  };
  const last = () => keeper.written.at(-1) ?? initial;
  let lastWritten: LaunchRecord | null = null;
  const answer = async (request: HttpRequest, signal?: AbortSignal) => {
    if (isDead) return never();
    const params = new URLSearchParams(Buffer.from(request.body).toString('utf8'));
    const action = params.get('Action') ?? '';
    const nth = (counts.get(action) ?? 0) + 1;
    counts.set(action, nth);
    const call = { action, params, nth };
    calls.push(call);
    for (const mark of ['', ...params.values()]) {
      const key = `${action} ${mark}`;
      if (!atCall.has(key)) atCall.set(key, last());
    }
    const death = dies(call);
    if (death === 'before') {
      lastWritten = last();
      return die();
    }
    const answered = await account.answer(request, signal);
    if (death === 'after') {
      lastWritten = last();
      return die();
    }
    return answered;
  };
  const clients: AwsClients = createClients({
    choice: { sourceId: 'environment', region: 'us-east-1' },
    sourceName: 'practice',
    credentials: async () => ({ accessKeyId: 'ASIAPRACTICEPRACTICE', secretAccessKey: 'practice' }),
    endpoints: AWS_ITSELF,
    answer,
  });
  const patience = createPatience(
    {},
    {
      clock: {
        now: () => clock.now,
        sleep: async (ms) => {
          clock.now += ms;
        },
        random: () => 1,
      },
    },
  );
  const now = () => clock.now;
  const services = {
    clients,
    patience,
    record: keeper,
    board: createBoard(keeper, 'removing', now),
    unfinished: createUnfinished(),
    hasKeyCommand: false,
    probe: async () => 'not-tried',
    now,
    vault: { journal: { list: async () => ({ records: keys, damaged: [] }) } },
  } as unknown as LaunchServices;
  return {
    services,
    calls,
    record: keeper.current,
    told: keeper.told,
    written: () => lastWritten ?? last(),
    writtenAt: (action, mark = '') => there(atCall.get(`${action} ${mark}`)),
    died: dying.promise,
  };
}
