import { readPublicAddress } from './address.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { NewGroupAccess, PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { adminPortOf, type Platform } from './platform.ts';
import { words } from './words/en.ts';

/** Who may reach the machines: by the rules that a new group would get, or by those of the groups that are chosen. */
export function checkAccess({ access, image }: PlanDraft, facts: Facts): readonly Finding[] {
  if (access === null) return [unanswered('access')];
  const platform = image?.platform ?? 'linux';
  return access.kind === 'new-group' ? checkNewGroup(access, platform, facts) : [];
}

const said = words.findings;

function checkNewGroup(access: NewGroupAccess, platform: Platform, { network }: Facts): readonly Finding[] {
  const vpcId = network?.vpcId ?? null;
  return [
    ...(vpcId !== null && vpcId !== access.vpcId
      ? [
          found('network-differs', 'blocker', 'access', said['network-differs'], [
            { label: said.fixes.useDefaultNetwork, edit: { access: { ...access, vpcId } } },
          ]),
        ]
      : []),
    ...(access.adminAddress === null
      ? [closedFinding(access, platform)]
      : adminFindings(access.adminAddress, access)),
    ...(access.httpFromEveryone
      ? [
          found('http-open', 'note', 'access', said['http-open'], [
            { label: said.fixes.closeHttp, edit: { access: { ...access, httpFromEveryone: false } } },
          ]),
        ]
      : []),
  ];
}

function closedFinding(access: NewGroupAccess, platform: Platform): Finding {
  if (!access.httpsFromEveryone && !access.httpFromEveryone) {
    return found('nothing-open', 'caution', 'access', said['nothing-open']);
  }
  const { 'nobody-can-log-in': nobody } = said;
  const rule = `${platform === 'windows' ? 'RDP' : 'SSH'} (port ${adminPortOf(platform)})`;
  return found('nobody-can-log-in', 'caution', 'access', say(nobody, nobody.sentence(rule)));
}

function adminFindings(address: string, access: NewGroupAccess): readonly Finding[] {
  const read = readPublicAddress(address);
  // With a blank at an end it is no complete plan: what is written is what the rule is made from.
  if (read.ok && read.address === address) return [];
  const why = words.access.addressRefused[read.ok ? 'not-ipv4' : read.refusal];
  return [
    found(
      'admin-address-refused',
      'blocker',
      'access',
      {
        sentence: said['admin-address-refused'].sentence(address),
        why,
      },
      [{ label: said.fixes.nobodyLogsIn, edit: { access: { ...access, adminAddress: null } } }],
    ),
  ];
}
