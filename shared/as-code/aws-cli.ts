import { assertNever } from '../assert-never.ts';
import { METADATA, ROOT_DISK } from '../launch-plan.ts';
import { words } from '../words/en.ts';
import { bashJson, bashWord } from './bash.ts';
import type { FleetAsCode, MachineAsCode, RuleAsCode, Tags } from './fleet-as-code.ts';
import { asRemark, USER_DATA_FILE, type CodeFiles } from './code-files.ts';

const said = words.asCode.script;

/**
 * A fleet for the AWS CLI: one script of bash that makes it, waits until it runs, goes on where it has stopped, and removes what it made. What
 * came from elsewhere stands in documents of JSON, where no shell reads it.
 */
export function fleetAsScript(fleet: FleetAsCode): CodeFiles {
  const { name, userData, keyPair: pair } = fleet;
  const parts = [
    head(name, pair.publicKey === null ? 'PUBLIC-KEY-FILE' : PUBLIC_KEY_FILE),
    settings(fleet),
    HELPERS,
    keyPair(fleet),
    ...(fleet.group === null ? [] : [group(fleet.group)]),
    machines(fleet),
    launch(fleet),
    REMOVE(fleet.group !== null),
    MAIN,
  ];
  return {
    'launch.sh': `${parts.join('\n\n')}\n`,
    ...(userData === null ? {} : { [USER_DATA_FILE]: userData }),
    ...(pair.publicKey === null ? {} : { [PUBLIC_KEY_FILE]: `${pair.publicKey}\n` }),
  };
}

function head(name: string, key: string): string {
  const lines = [
    said.title(name),
    '',
    said.make(`bash launch.sh ${key}`),
    said.remove('bash launch.sh --remove'),
    said.end,
  ];
  return ['#!/usr/bin/env bash', ...lines.map(asRemark), NOTHING_EXPANDS].join('\n');
}

/** Names and user data may hold a dollar sign: the single quotes around it are meant. */
const NOTHING_EXPANDS = '# shellcheck disable=SC2016';

/** Beside the script, where the key is known. */
const PUBLIC_KEY_FILE = 'key.pub';

function settings({ region, accountId }: FleetAsCode): string {
  return [
    'set -euo pipefail',
    `export AWS_REGION=${bashWord(region)} AWS_DEFAULT_REGION=${bashWord(region)} AWS_PAGER=`,
    `account=${bashWord(accountId)}`,
    'here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)',
    '# One line for each thing that was made: what it is, and its id.',
    'made="$here/made.txt"',
  ].join('\n');
}

const HELPERS = `say() { printf '%s\\n' "$*" >&2; }
note() { printf '%s %s\\n' "$1" "$2" >>"$made"; }
# The id of what was made, or nothing.
id_of() { if [ -f "$made" ]; then awk -v what="$1" '$1 == what { id = $2 } END { print id }' "$made"; fi; }

check_account() {
  local current
  current=$(aws sts get-caller-identity --query Account --output text)
  if [ "$current" != "$account" ]; then
    say ${bashWord(said.otherAccount)} "$account, $current"
    exit 1
  fi
}`;

function keyPair({ keyPair: { name, tags } }: FleetAsCode): string {
  const input = { KeyName: name, ...tagged(tags, 'key-pair') };
  return `make_key_pair() {
  if [ -n "$(id_of key-pair)" ]; then return; fi
  local id
  id=$(aws ec2 import-key-pair --public-key-material "fileb://$1" --query KeyPairId --output text \\
    --cli-input-json ${bashJson(input)})
  note key-pair "$id"
}`;
}

function group({ name, description, vpcId, tags, rules }: NonNullable<FleetAsCode['group']>): string {
  const inbound = rules.filter(({ isEgress }) => !isEgress);
  const input = {
    GroupName: name,
    Description: description,
    VpcId: vpcId,
    ...tagged(tags, 'security-group'),
  };
  const authorize = `  if [ -z "$(id_of rules)" ]; then
    aws ec2 authorize-security-group-ingress --group-id "$(id_of security-group)" \\
      --cli-input-json ${bashJson({ IpPermissions: inbound.map(permission) })} >/dev/null
    note rules added
  fi`;
  return `make_group() {
  if [ -z "$(id_of security-group)" ]; then
    local id
    id=$(aws ec2 create-security-group --query GroupId --output text \\
      --cli-input-json ${bashJson(input)})
    note security-group "$id"
    aws ec2 wait security-group-exists --group-ids "$id"
  fi
${inbound.length === 0 ? '' : `${authorize}\n`}}`;
}

/** As the API writes them; every port of TCP and UDP is 0–65535, every ICMP type -1. */
function permission({ protocol, fromPort, toPort, source, description }: RuleAsCode) {
  const every = protocol === 'tcp' || protocol === 'udp' ? [0, 65_535] : [-1, -1];
  const remark = description === '' ? {} : { Description: description };
  return {
    IpProtocol: protocol,
    ...(protocol === '-1' ? {} : { FromPort: fromPort ?? every[0], ToPort: toPort ?? every[1] }),
    ...sourceOf(source, remark),
  };
}

function sourceOf(source: RuleAsCode['source'], remark: { readonly Description?: string }) {
  switch (source.kind) {
    case 'ipv4':
      return { IpRanges: [{ CidrIp: source.cidr, ...remark }] };
    case 'ipv6':
      return { Ipv6Ranges: [{ CidrIpv6: source.cidr, ...remark }] };
    case 'prefix-list':
      return { PrefixListIds: [{ PrefixListId: source.prefixListId, ...remark }] };
    case 'group':
      return { UserIdGroupPairs: [{ GroupId: source.groupId, ...remark }] };
    default:
      return assertNever(source);
  }
}

/** The token makes a call that is repeated the same machine, and not a second one. */
function machines(fleet: FleetAsCode): string {
  const { group: own, usedGroupIds, userData } = fleet;
  const groups = own === null ? usedGroupIds.map(bashWord).join(' ') : '"$(id_of security-group)"';
  const script = userData === null ? '' : ` --user-data "fileb://$here/${USER_DATA_FILE}"`;
  return `# Of one machine: what it is called here, its subnet, its size, and all else about it.
start_machine() {
  if [ -n "$(id_of "$1")" ]; then return; fi
  if [ -z "$(id_of "token-$1")" ]; then note "token-$1" "$(date +%s)-$RANDOM$RANDOM-$1"; fi
  local id
  id=$(aws ec2 run-instances --client-token "$(id_of "token-$1")" --count 1 \\
    --subnet-id "$2" --instance-type "$3" --associate-public-ip-address \\
    --security-group-ids ${groups}${script} \\
    --query 'Instances[0].InstanceId' --output text --cli-input-json "$4") || return 1
  note "$1" "$id"
}

start_machines() {
  local failed=0
${fleet.machines.map((machine) => startOne(fleet, machine)).join('\n')}
  return "$failed"
}

machine_ids() {
${fleet.machines.map(({ key }) => `  id_of ${bashWord(key)}`).join('\n')}
}`;
}

function startOne(
  fleet: FleetAsCode,
  { key, name, subnetId, instanceType, cpuCredits }: MachineAsCode,
): string {
  const { image, keyPair: pair, rootSizeGiB, instanceProfile, tags } = fleet;
  const input = {
    ImageId: image.imageId,
    KeyName: pair.name,
    MetadataOptions: {
      HttpTokens: METADATA.httpTokens,
      HttpEndpoint: 'enabled',
      HttpPutResponseHopLimit: METADATA.hopLimit,
    },
    BlockDeviceMappings: [
      {
        DeviceName: image.rootDeviceName,
        Ebs: {
          VolumeType: ROOT_DISK.volumeType,
          VolumeSize: rootSizeGiB,
          Encrypted: ROOT_DISK.isEncrypted,
          DeleteOnTermination: ROOT_DISK.deleteOnTermination,
        },
      },
    ],
    ...(cpuCredits === null ? {} : { CreditSpecification: { CpuCredits: cpuCredits } }),
    ...(instanceProfile === null ? {} : { IamInstanceProfile: { Name: instanceProfile } }),
    ...tagged({ Name: name, ...tags }, 'instance', 'volume', 'network-interface'),
  };
  const typed = [key, subnetId, instanceType].map(bashWord).join(' ');
  return `  start_machine ${typed} ${bashJson(input)} || failed=1`;
}

function launch({ group: own }: FleetAsCode): string {
  return `launch() {
  check_account
  make_key_pair "$1"
${own === null ? '' : '  make_group\n'}  local failed=0 ids
  start_machines || failed=1
  mapfile -t ids < <(machine_ids)
  if [ "\${#ids[@]}" -gt 0 ]; then
    aws ec2 wait instance-running --instance-ids "\${ids[@]}"
    aws ec2 describe-instances --instance-ids "\${ids[@]}" --output table \\
      --query 'Reservations[].Instances[].{Zone: Placement.AvailabilityZone, Id: InstanceId, Address: PublicIpAddress}'
  fi
  if [ "$failed" -ne 0 ]; then say ${bashWord(said.partly)}; fi
  return "$failed"
}`;
}

const REMOVE = (hasGroup: boolean): string => `remove() {
  if [ ! -f "$made" ]; then say ${bashWord(said.nothing)}; return; fi
  check_account
  local ids id
  mapfile -t ids < <(machine_ids)
  for id in "\${ids[@]}"; do aws ec2 terminate-instances --instance-ids "$id" >/dev/null; done
  if [ "\${#ids[@]}" -gt 0 ]; then aws ec2 wait instance-terminated --instance-ids "\${ids[@]}"; fi
${
  hasGroup
    ? `  id=$(id_of security-group)
  if [ -n "$id" ]; then aws ec2 delete-security-group --group-id "$id" >/dev/null; fi
`
    : ''
}  id=$(id_of key-pair)
  if [ -n "$id" ]; then aws ec2 delete-key-pair --key-pair-id "$id" >/dev/null; fi
  rm -- "$made"
}`;

const MAIN = `case "\${1-}" in
  --remove) remove ;;
  '' | -*) say ${bashWord(said.usage)}; exit 2 ;;
  *) launch "$1" ;;
esac`;

function tagged(tags: Tags, ...kinds: readonly string[]) {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return list.length === 0
    ? {}
    : { TagSpecifications: kinds.map((ResourceType) => ({ ResourceType, Tags: list })) };
}
