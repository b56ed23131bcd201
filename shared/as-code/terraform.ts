import { METADATA, ROOT_DISK } from '../launch-plan.ts';
import { words } from '../words/en.ts';
import { asRemark, USER_DATA_FILE, type CodeFiles } from './code-files.ts';
import { ruleName, type FleetAsCode, type RuleAsCode } from './fleet-as-code.ts';
import {
  expression,
  hclBlock,
  hclString,
  isKeptByHcl,
  type HclAttribute,
  type HclBlock,
  type HclObject,
} from './hcl.ts';

const said = words.asCode.terraform;

/**
 * A fleet for Terraform with AWS's provider of version 5 or newer: plain resources, one for each thing that Keyport would make. What
 * machines are told at their first start is a file beside it.
 */
export function fleetAsTerraform(fleet: FleetAsCode): CodeFiles {
  const { userData, name, keyPair } = fleet;
  const blocks = [
    ...settings(fleet),
    ...(keyPair.publicKey === null ? [publicKeyVariable(fleet)] : []),
    locals(fleet),
    keyPairBlock(fleet),
    ...groupBlocks(fleet),
    machinesBlock(fleet),
    ...outputs(fleet),
    ...imports(fleet),
  ];
  const given = keyPair.publicKey === null ? ' -var "public_key=$(cat ~/.ssh/id_ed25519.pub)"' : '';
  const remarks = [said.title(name), '', said.how(`terraform apply${given}`), said.end].map(asRemark);
  const main = [remarks.join('\n'), ...blocks.map((block) => hclBlock(block))].join('\n\n');
  return {
    'main.tf': `${main}\n`,
    ...(userData === null ? {} : { [USER_DATA_FILE]: userData }),
  };
}

function settings({ region, accountId }: FleetAsCode): readonly HclBlock[] {
  return [
    {
      head: 'terraform',
      body: [
        ['required_version', '>= 1.5'],
        {
          head: 'required_providers',
          body: [['aws', { source: 'hashicorp/aws', version: '>= 5.0' }]],
        },
      ],
    },
    // In another account none of the ids below exists.
    {
      head: 'provider "aws"',
      body: [
        ['region', region],
        ['allowed_account_ids', [accountId]],
      ],
    },
  ];
}

function publicKeyVariable({ keyPair }: FleetAsCode): HclBlock {
  const pattern = keyPair.type === 'rsa' ? '^ssh-rsa ' : '^ssh-(ed25519|rsa) ';
  return {
    head: 'variable "public_key"',
    body: [
      ['type', expression('string')],
      ['description', said.publicKey],
      {
        head: 'validation',
        body: [
          ['condition', expression(`can(regex("${pattern}", var.public_key))`)],
          ['error_message', said.notPublicKey(keyPair.type)],
        ],
      },
    ],
  };
}

function locals({ tags, machines, group }: FleetAsCode): HclBlock {
  const { inbound, outbound } = rulesOf(group);
  return {
    head: 'locals',
    body: [
      ['tags', tags],
      [
        'machines',
        byKey(machines, ({ name, subnetId, instanceType }) => ({
          name,
          subnet_id: subnetId,
          instance_type: instanceType,
        })),
      ],
      ...(inbound.length === 0 ? [] : [['inbound', byKey(inbound, ruleFields)] as const]),
      ...(outbound.length === 0 ? [] : [['outbound', byKey(outbound, ruleFields)] as const]),
    ],
  };
}

function rulesOf(group: FleetAsCode['group']) {
  const rules = group?.rules ?? [];
  return {
    inbound: rules.filter(({ isEgress }) => !isEgress),
    outbound: rules.filter(({ isEgress }) => isEgress),
  };
}

function byKey<Each extends { readonly key: string }>(
  list: readonly Each[],
  fields: (each: Each) => HclObject,
): HclObject {
  return Object.fromEntries(list.map((each) => [each.key, fields(each)]));
}

/** Every field in each, as Terraform wants the values of a map to be alike. */
function ruleFields({ protocol, fromPort, toPort, source, description }: RuleAsCode): HclObject {
  const isAll = protocol === '-1';
  return {
    ip_protocol: protocol,
    from_port: isAll ? expression('null') : orNull(fromPort ?? (isTcpOrUdp(protocol) ? 0 : -1)),
    to_port: isAll ? expression('null') : orNull(toPort ?? (isTcpOrUdp(protocol) ? 65_535 : -1)),
    cidr_ipv4: orNull(source.kind === 'ipv4' ? source.cidr : null),
    cidr_ipv6: orNull(source.kind === 'ipv6' ? source.cidr : null),
    prefix_list_id: orNull(source.kind === 'prefix-list' ? source.prefixListId : null),
    referenced_security_group_id: orNull(source.kind === 'group' ? source.groupId : null),
    description: orNull(description === '' ? null : description),
  };
}

function orNull(value: string | number | null) {
  return value ?? expression('null');
}

function isTcpOrUdp(protocol: string): boolean {
  return protocol === 'tcp' || protocol === 'udp';
}

function keyPairBlock({ keyPair, there }: FleetAsCode): HclBlock {
  return {
    head: 'resource "aws_key_pair" "fleet"',
    body: [
      ['key_name', keyPair.name],
      ['public_key', keyPair.publicKey ?? expression('var.public_key')],
      ['tags', keyPair.tags],
      // What was taken over does not say it, and another one would be another pair.
      ...(there === null ? [] : [ignored('public_key')]),
    ],
  };
}

function groupBlocks({ group }: FleetAsCode): readonly HclBlock[] {
  if (group === null) return [];
  const { name, description, vpcId, tags } = group;
  const { inbound, outbound } = rulesOf(group);
  return [
    {
      head: 'resource "aws_security_group" "fleet"',
      body: [
        ['name', name],
        ['description', description],
        ['vpc_id', vpcId],
        ['tags', tags],
      ],
    },
    ...(inbound.length === 0 ? [] : [rulesBlock(INGRESS, 'inbound')]),
    // Terraform takes away the rule that EC2 gives every new group, which lets everything out.
    ...(outbound.length === 0 ? [] : [rulesBlock(EGRESS, 'outbound')]),
  ];
}

const INGRESS = 'aws_vpc_security_group_ingress_rule';
const EGRESS = 'aws_vpc_security_group_egress_rule';

const RULE_FIELDS = [
  'ip_protocol',
  'from_port',
  'to_port',
  'cidr_ipv4',
  'cidr_ipv6',
  'prefix_list_id',
  'referenced_security_group_id',
  'description',
];

function rulesBlock(type: string, which: 'inbound' | 'outbound'): HclBlock {
  return {
    head: `resource "${type}" "fleet"`,
    body: [
      ['for_each', expression(`local.${which}`)],
      ['security_group_id', expression('aws_security_group.fleet.id')],
      ...RULE_FIELDS.map((field) => [field, expression(`each.value.${field}`)] as const),
    ],
  };
}

function machinesBlock(fleet: FleetAsCode): HclBlock {
  const { image, group, usedGroupIds, rootSizeGiB, instanceProfile, userData, machines } = fleet;
  const credits = machines[0]?.cpuCredits ?? null;
  const groups = group === null ? usedGroupIds : [expression('aws_security_group.fleet.id')];
  return {
    head: 'resource "aws_instance" "fleet"',
    body: [
      ['for_each', expression('local.machines')],
      ['ami', image.imageId],
      ['instance_type', expression('each.value.instance_type')],
      ['subnet_id', expression('each.value.subnet_id')],
      ['vpc_security_group_ids', groups],
      ['key_name', expression('aws_key_pair.fleet.key_name')],
      ['associate_public_ip_address', true],
      ...(instanceProfile === null ? [] : [['iam_instance_profile', instanceProfile] as const]),
      ...userDataAttributes(userData),
      ['tags', expression('merge(local.tags, { Name = each.value.name })')],
      {
        head: 'metadata_options',
        body: [
          ['http_endpoint', 'enabled'],
          ['http_tokens', METADATA.httpTokens],
          ['http_put_response_hop_limit', METADATA.hopLimit],
        ],
      },
      {
        head: 'root_block_device',
        body: [
          ['volume_type', ROOT_DISK.volumeType],
          ['volume_size', rootSizeGiB],
          ['encrypted', ROOT_DISK.isEncrypted],
          ['delete_on_termination', ROOT_DISK.deleteOnTermination],
          ['tags', expression('merge(local.tags, { Name = each.value.name })')],
        ],
      },
      ...(credits === null
        ? []
        : [{ head: 'credit_specification', body: [['cpu_credits', credits] as const] }]),
      ...(fleet.there === null ? [] : [ignored('user_data_replace_on_change')]),
    ],
  };
}

function userDataAttributes(userData: string | null): readonly HclAttribute[] {
  if (userData === null) return [];
  const file = `"\${path.module}/${USER_DATA_FILE}"`;
  return isKeptByHcl(userData)
    ? [['user_data', expression(`file(${file})`)]]
    : [['user_data_base64', expression(`filebase64(${file})`)]];
}

function outputs({ image }: FleetAsCode): readonly HclBlock[] {
  return [
    { head: 'output "addresses"', body: [['value', ofEach('machine.public_ip')]] },
    ...(image.platform === 'windows'
      ? []
      : [
          {
            head: 'output "ssh"',
            body: [['value', ofEach(`"ssh ${image.loginUser}@\${machine.public_ip}"`)] as const],
          },
        ]),
  ];
}

function ofEach(value: string) {
  return expression(`{ for key, machine in aws_instance.fleet : key => ${value} }`);
}

function ignored(attribute: string): HclBlock {
  return { head: 'lifecycle', body: [['ignore_changes', [expression(attribute)]]] };
}

/** What is there is taken over as it is. (Terraform 1.5 and newer.) */
function imports({ there, keyPair, group }: FleetAsCode): readonly HclBlock[] {
  if (there === null) return [];
  const rules = (group?.rules ?? []).flatMap((rule) => {
    const id = there.rules[ruleName(rule)];
    const type = rule.isEgress ? EGRESS : INGRESS;
    return id === undefined ? [] : [taken(`${type}.fleet[${hclString(rule.key)}]`, id)];
  });
  return [
    taken('aws_key_pair.fleet', keyPair.name),
    ...(there.groupId === null ? [] : [taken('aws_security_group.fleet', there.groupId)]),
    ...rules,
    ...Object.entries(there.machines).map(([key, id]) => taken(`aws_instance.fleet[${hclString(key)}]`, id)),
  ];
}

function taken(to: string, id: string): HclBlock {
  return {
    head: 'import',
    body: [
      ['to', expression(to)],
      ['id', id],
    ],
  };
}
