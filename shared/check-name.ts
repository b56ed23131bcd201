import type { Facts, TakenNames } from './facts.ts';
import type { Finding, FindingId } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found, say, unanswered } from './make-finding.ts';
import { allowedName, freeName, refusalOfName, type NameRefusal } from './resource-name.ts';
import { words } from './words/en.ts';

/** Whether the fleet's name can be that of a key pair, and of a group where the launch makes one. */
export function checkName(
  { name, access }: Pick<PlanDraft, 'name' | 'access'>,
  { names }: Pick<Facts, 'names'>,
): readonly Finding[] {
  if (name === null) return [unanswered('key')];
  // A launch that uses groups which are there makes none of its own.
  const groups = access?.kind === 'existing-group' ? [] : (names?.securityGroups ?? []);
  const keyPairs = names?.keyPairs ?? [];
  const taken = [...keyPairs, ...groups];
  const refusal = refusalOfName(name);
  return refusal === null
    ? checkIsFree(name, { keyPairs, securityGroups: groups })
    : [refused(name, refusal, taken)];
}

/**
 * Whether there is room for one more of each. AWS lets an account have 2,500 groups and 5,000 key pairs in a region unless it has
 * agreed to another number, which only its own pages tell.
 */
export function checkNameLimits(
  { access }: Pick<PlanDraft, 'access'>,
  { names }: Pick<Facts, 'names'>,
): readonly Finding[] {
  const { 'group-limit': groups, 'key-pair-limit': pairs } = said;
  const groupCount = names?.securityGroups.length ?? 0;
  const pairCount = names?.keyPairs.length ?? 0;
  return [
    ...(access?.kind === 'new-group' && groupCount >= USUAL_LIMITS.groups
      ? [
          found('group-limit', 'caution', 'access', say(groups, groups.sentence(groupCount)), [
            {
              label: said.fixes.useExistingGroup,
              edit: { access: { kind: 'existing-group', vpcId: access.vpcId, groups: [] } },
            },
          ]),
        ]
      : []),
    ...(pairCount >= USUAL_LIMITS.keyPairs
      ? [found('key-pair-limit', 'caution', 'key', say(pairs, pairs.sentence(pairCount)))]
      : []),
  ];
}

const USUAL_LIMITS = { groups: 2500, keyPairs: 5000 } as const;

const said = words.findings;

function refused(name: string, refusal: NameRefusal, taken: readonly string[]): Finding {
  const { sentence, why } = said['name-refused'];
  const free = freeName(allowedName(name), taken);
  return found('name-refused', 'blocker', 'key', { sentence: sentence[refusal], why }, [
    { label: said.fixes.useName(free), edit: { name: free } },
  ]);
}

/** EC2 compares names of groups without regard to capitals. */
function checkIsFree(name: string, { keyPairs, securityGroups }: TakenNames): readonly Finding[] {
  const free = freeName(name, [...keyPairs, ...securityGroups]);
  const fixes = [{ label: said.fixes.useName(free), edit: { name: free } }];
  const check = (id: FindingId & ('key-name-taken' | 'group-name-taken'), taken: readonly string[]) =>
    taken.some((used) => used.toLowerCase() === name.toLowerCase())
      ? [found(id, 'blocker', 'key', say(said[id], said[id].sentence(name)), fixes)]
      : [];
  return [...check('key-name-taken', keyPairs), ...check('group-name-taken', securityGroups)];
}
