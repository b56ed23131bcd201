import { readPublicAddress } from './address.ts';
import { cautionsFinding, checkExistingGroups, dangerFinding } from './check-existing-groups.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { LaunchPlan, NewGroupAccess, PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { adminPortOf, type Platform } from './platform.ts';
import type { GroupFinding } from './security-group/group-finding.ts';
import { plannedGroup, reviewForLaunch } from './security-group/review-for-launch.ts';
import { PLANNED_PUBLIC } from './security-group/review-options.ts';
import type { SecurityGroup } from './security-group/security-group.ts';
import { usesSessionManager } from './session-manager.ts';
import { words } from './words/en.ts';

/** Who may reach the machines: by the rules that a new group would get, or by those of the groups that are chosen. */
export function checkAccess(
  { access, image, name }: Pick<PlanDraft, 'access' | 'image' | 'name'>,
  facts: Pick<Facts, 'network' | 'groups'>,
): readonly Finding[] {
  if (access === null) return [unanswered('access')];
  const platform = image?.platform ?? 'linux';
  const ofGroups =
    access.kind === 'new-group'
      ? checkNewGroup(access, platform, name ?? '')
      : checkExistingGroups(access, platform, facts);
  return [...checkNetwork(access, facts), ...ofGroups];
}

const said = words.findings;

function checkNetwork(access: LaunchPlan['access'], { network }: Pick<Facts, 'network'>): readonly Finding[] {
  const vpcId = network?.vpcId ?? null;
  if (vpcId === null || vpcId === access.vpcId) return [];
  return [
    found('network-differs', 'blocker', 'access', said['network-differs'], [
      { label: said.fixes.useDefaultNetwork, edit: { access: { ...access, vpcId } } },
    ]),
  ];
}

function checkNewGroup(access: NewGroupAccess, platform: Platform, name: string): readonly Finding[] {
  return [
    ...checkPlannedRules(plannedGroup(access, platform, name)),
    ...(access.adminAddress === null
      ? closedFindings(access, platform)
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

/** The rules that Keyport itself would write, in the same scales. There is no plan of the wizard that weighs anything here. */
function checkPlannedRules(group: SecurityGroup): readonly Finding[] {
  const [findings = []] = reviewForLaunch([group], [], PLANNED_PUBLIC);
  const of = (severity: GroupFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity);
  return [
    ...of('danger').map((finding) => dangerFinding([group], finding, [])),
    ...cautionsFinding([group], of('caution'), []),
  ];
}

/** Through Session Manager one logs in without any open door. */
function closedFindings(access: NewGroupAccess, platform: Platform): readonly Finding[] {
  return usesSessionManager(access) ? [] : [closedFinding(access, platform)];
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
