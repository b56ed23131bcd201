import { PRACTICE_SOURCE } from './account.ts';
import { areThere } from './launch-acts.ts';
import type { Launch } from './launch.ts';
import { TAGS } from './launch-plan.ts';
import { words } from './words/en.ts';

/** How what is left of a launch is removed without Keyport. */
export type CleanUp = {
  /** For the AWS CLI, in their order; empty where nothing is left, or nothing of it is in AWS. */
  readonly commands: readonly string[];
  /** The same for copies of disks, which somebody may want to keep. */
  readonly snapshotCommands: readonly string[];
  /** Lists all that has the launch's tag. Tags can be copied: a list is no order to delete. */
  readonly listCommand: string | null;
  /** The page of the EC2 console with the launch's machines; null where the calls did not go to AWS itself. */
  readonly consolePage: string | null;
};

/** Pure. Only ids of the launch's journal stand in the commands. */
export function cleanUpOf(launch: Launch): CleanUp {
  const { launchId, region, account } = launch;
  if (account.sourceId === PRACTICE_SOURCE)
    return { commands: [], snapshotCommands: [], listCommand: null, consolePage: null };
  const aws = awsFor(launch);
  return {
    commands: commandsOf(launch, aws),
    snapshotCommands: launch.made.snapshots.map(({ snapshotId }) =>
      aws('ec2 delete-snapshot --snapshot-id', snapshotId),
    ),
    listCommand: aws(
      'ec2 describe-tags --output table --filters',
      `Name=key,Values=${TAGS.launchId}`,
      `Name=value,Values=${launchId}`,
    ),
    consolePage: account.endpoint === null ? consolePage(region, launchId) : null,
  };
}

type Aws = (command: string, ...values: readonly string[]) => string;

/** Each machine has a command of its own: a protected one would hold back the others. */
function commandsOf(launch: Launch, aws: Aws): readonly string[] {
  const { made } = launch;
  const there = areThere(launch);
  const ids = there.map(({ instanceId }) => instanceId);
  const volumes = there.flatMap((machine) => machine.volumes);
  const groupId = made.securityGroup?.groupId ?? null;
  return [
    ...ids.map((id) => aws('ec2 terminate-instances --instance-ids', id)),
    ...(ids.length === 0 ? [] : [aws('ec2 wait instance-terminated --instance-ids', ...ids)]),
    ...(volumes.length === 0 ? [] : [`# ${words.launchReport.cleanUp.diskMayBeGone}`]),
    ...volumes.map(({ volumeId }) => aws('ec2 delete-volume --volume-id', volumeId)),
    ...(groupId === null ? [] : [aws('ec2 delete-security-group --group-id', groupId)]),
    ...(made.keyPair === null ? [] : [aws('ec2 delete-key-pair --key-pair-id', made.keyPair.keyPairId)]),
  ];
}

function awsFor({ region, account: { endpoint } }: Launch): Aws {
  const common = [
    '--region',
    shellWord(region),
    ...(endpoint === null ? [] : ['--endpoint-url', shellWord(endpoint)]),
  ];
  return (command, ...values) => ['aws', command, ...values.map(shellWord), ...common].join(' ');
}

/** One word to every shell of Unix, whatever an endpoint has given for an id. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function consolePage(region: string, launchId: string): string {
  const tag = encodeURIComponent(TAGS.launchId);
  return `https://${consoleHost(region)}/ec2/home?region=${region}#Instances:tag:${tag}=${encodeURIComponent(launchId)}`;
}

function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  return region.startsWith('us-gov-') ? 'console.amazonaws-us-gov.com' : 'console.aws.amazon.com';
}
