import type { Finding, Fix } from '../../shared/finding.ts';
import type { VaultKey } from '../../shared/keys/vault.ts';
import { isRemoved } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { words } from '../../shared/words/en.ts';

export type Known = {
  readonly plan: LaunchPlan;
  /** Where the calls go, if not to AWS: the key pairs of another place have the same names. */
  readonly endpoint: string | null;
  /** The keys that are kept here, the newest first. */
  readonly keys: readonly VaultKey[];
  /** The launches of this home, the newest last. */
  readonly launches: readonly Launch[];
};

const { ways: says } = words.cliLaunch;

/** How to get past what cannot be launched: what to change in the plan, or to type. Each way once, whatever it is for. */
export function waysOut(findings: readonly Finding[], known: Known): readonly string[] {
  const blockers = findings.filter(({ severity }) => severity === 'blocker');
  return [...new Set(blockers.flatMap((finding) => waysOf(finding, known)))];
}

/** The launch of this home whose names this plan cannot have; null where it is refused for something else, or nobody knows who has them. */
export function hasTheNames(findings: readonly Finding[], known: Known): Launch | null {
  return findings.some(isNameTaken) ? (ownerOf(known) ?? null) : null;
}

function isNameTaken({ id }: Finding): boolean {
  return id === 'key-name-taken' || id === 'group-name-taken';
}

function waysOf(finding: Finding, known: Known): readonly string[] {
  const { id, fixes } = finding;
  if (id === 'plan-of-elsewhere' || id === 'account-differs') return [anew(known.plan)];
  const edits = fixes.map((fix) => editLine(fix, known.plan));
  if (!isNameTaken(finding)) return edits;
  const owner = ownerOf(known);
  if (owner !== undefined) return [...edits, says.ofLaunch(owner.name, owner.launchId)];
  return id === 'key-name-taken' ? [...edits, ...removal(known)] : edits;
}

/** The launch of this home that has the names, and is still there: its key pair is no leftover. */
function ownerOf({ plan, endpoint, launches }: Known): Launch | undefined {
  const { accountId, region } = plan.account;
  return launches.findLast(
    (launch) =>
      !isRemoved(launch) &&
      launch.name.toLowerCase() === plan.name.toLowerCase() &&
      launch.region === region &&
      launch.account.accountId === accountId &&
      launch.account.endpoint === endpoint,
  );
}

function editLine({ label, edit }: Fix, plan: LaunchPlan): string {
  const { access, placements } = edit;
  // Pasted as it is, it names no group.
  if (access?.kind === 'existing-group' && access.groups.length === 0) {
    return says.oldGroup(label, access.vpcId);
  }
  const left = placements === undefined || placements === null ? [] : leftOut(plan.placements, placements);
  if (left.length > 0) {
    const zones = [...new Set(left.map(({ zoneName }) => `"${zoneName}"`))].join(', ');
    return says.leaveOut(label, left.length, zones);
  }
  const text = JSON.stringify(edit).slice(1, -1);
  return text.length > LONGEST_EDIT ? says.edit(label) : says.typedEdit(label, text);
}

/** The entries that would go; none where the edit adds or changes any. */
function leftOut(
  before: LaunchPlan['placements'],
  after: LaunchPlan['placements'],
): LaunchPlan['placements'] {
  const kept = new Set(after.map((placement) => JSON.stringify(placement)));
  const left = before.filter((placement) => !kept.has(JSON.stringify(placement)));
  return left.length === before.length - after.length ? left : [];
}

/** What is longer nobody types. */
const LONGEST_EDIT = 80;

function anew({ name, account }: LaunchPlan): string {
  return says.anew(`keyport plan --default --name ${quoted(name)} --region ${account.region} > plan.json`);
}

/** Only a pair that Keyport made in this very account: of any other, nobody here knows who logs in with it. */
function removal({ plan, endpoint, keys }: Known): readonly string[] {
  const { accountId, region } = plan.account;
  const key = keys.find(
    ({ name, pair }) =>
      name.toLowerCase() === plan.name.toLowerCase() &&
      pair?.accountId === accountId &&
      pair.region === region &&
      pair.endpoint === endpoint,
  );
  if (key === undefined) return [];
  const isOnly = keys.filter(({ name }) => name === key.name).length === 1;
  const named = isOnly ? quoted(key.name) : key.custodyId.slice(0, ID_LENGTH);
  return [says.removePair(key.name, `keyport keys remove ${named} --pair`)];
}

/** As many as "keys remove" asks for. */
const ID_LENGTH = 8;

/** As a shell takes it for one word. */
function quoted(name: string): string {
  return /^[\w.-]+$/u.test(name) ? name : `'${name}'`;
}
