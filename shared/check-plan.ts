import { readPublicAddress } from './address.ts';
import type { Facts, Zone } from './facts.ts';
import type { AnswerName, Finding, FindingId, Fix, Severity } from './finding.ts';
import type { Placement, PlanDraft } from './launch-plan.ts';
import { adminPortOf, keyTypeFor, type Platform } from './platform.ts';
import { placementsIn, usableZones } from './placement.ts';
import { fleetPrice } from './price.ts';
import { freeName, refusalOfName } from './resource-name.ts';
import { words } from './words/en.ts';

/**
 * The only judge of a plan: the wizard's steps, the review page and the engine's gate all ask it. Pure. What was
 * not read (a fact that is null) is not judged. Findings come in the order of the wizard's questions.
 */
export function checkPlan(draft: PlanDraft, facts: Facts): readonly Finding[] {
  return [
    ...checkAccount(draft, facts),
    ...checkImage(draft, facts),
    ...checkSize(draft, facts),
    ...checkZones(draft, facts),
    ...checkAccess(draft),
    ...checkKey(draft, facts),
    ...checkReview(draft, facts),
  ];
}

/** What keeps this plan from being launched: blockers, and dangers the person has not confirmed. */
export function obstacles(findings: readonly Finding[], confirmed: readonly string[]): readonly Finding[] {
  return findings.filter(
    ({ id, severity }) => severity === 'blocker' || (severity === 'danger' && !confirmed.includes(id)),
  );
}

const said = words.findings;

function checkAccount(draft: PlanDraft, { account }: Facts): readonly Finding[] {
  if (draft.account === null) return [unanswered('account')];
  if (account === null) return [];
  if (account.isRoot) return [found('root-user', 'caution', 'account', said['root-user'])];
  return account.hasLongLivedKey
    ? [found('long-lived-key', 'caution', 'account', said['long-lived-key'])]
    : [];
}

function checkImage({ image, storage }: PlanDraft, facts: Facts): readonly Finding[] {
  if (image === null) return [unanswered('image')];
  const { 'image-not-available': gone, 'disk-too-small': small } = said;
  const known = facts.images?.find(({ imageId }) => imageId === image.imageId);
  return [
    ...(facts.images !== null && known?.isAvailable !== true
      ? [found('image-not-available', 'blocker', 'image', say(gone, gone.sentence(image.imageName)))]
      : []),
    ...(storage !== null && storage.rootSizeGiB < image.rootSizeGiB
      ? [
          found('disk-too-small', 'blocker', 'image', say(small, small.sentence(image.rootSizeGiB)), [
            {
              label: said.fixes.useDisk(image.rootSizeGiB),
              edit: { storage: { rootSizeGiB: image.rootSizeGiB } },
            },
          ]),
        ]
      : []),
  ];
}

function checkSize({ image, size }: PlanDraft, facts: Facts): readonly Finding[] {
  if (size === null) return [unanswered('size')];
  const { 'architecture-mismatch': mismatch, 'size-unknown': unknown } = said;
  const known = facts.instanceTypes?.find(({ name }) => name === size.name);
  const architectures = known?.architectures ?? size.architectures;
  if (image !== null && !architectures.includes(image.architecture)) {
    const sentence = mismatch.sentence(size.name, image.architecture);
    return [found('architecture-mismatch', 'blocker', 'size', say(mismatch, sentence))];
  }
  if (facts.instanceTypes !== null && known === undefined) {
    return [found('size-unknown', 'blocker', 'size', say(unknown, unknown.sentence(size.name)))];
  }
  return checkOfferings(size.name, facts);
}

/** A size that is sold in no zone, or in one only, cannot make a fleet that survives the loss of a zone. */
function checkOfferings(type: string, { network }: Facts): readonly Finding[] {
  if (network === null || network.instanceType !== type || network.vpcId === null) return [];
  const offering = network.zones.filter(({ offersType, isAvailable }) => offersType && isAvailable);
  const { 'type-nowhere': nowhere, 'type-in-one-zone-only': single } = said;
  const only = offering[0];
  if (only === undefined) {
    return [found('type-nowhere', 'blocker', 'size', say(nowhere, nowhere.sentence(type)))];
  }
  if (offering.length > 1) return [];
  const sentence = single.sentence(type, only.zoneName);
  return [found('type-in-one-zone-only', 'danger', 'size', say(single, sentence))];
}

function checkZones(draft: PlanDraft, { network }: Facts): readonly Finding[] {
  if (network !== null && network.vpcId === null) {
    return [found('no-default-network', 'blocker', 'zones', said['no-default-network'])];
  }
  const usable = network === null ? [] : usableZones(network);
  const { placements } = draft;
  if (placements === null) return [unanswered('zones')];
  if (placements.length === 0) {
    return [found('no-zones', 'blocker', 'zones', said['no-zones'], zoneFixes(usable))];
  }
  return [
    ...checkOneZone(placements, usable),
    ...placements.flatMap(({ zoneName, zoneId }, index) => {
      const isRepeated = placements.findIndex((other) => other.zoneId === zoneId) !== index;
      const { 'zone-twice': twice } = said;
      if (isRepeated) return [found('zone-twice', 'blocker', 'zones', say(twice, twice.sentence(zoneName)))];
      const zone = network?.zones.find((candidate) => candidate.zoneId === zoneId);
      return network === null
        ? []
        : checkZone({ ...draft, placements }, zoneName, zone, network.instanceType);
    }),
  ];
}

function checkOneZone(placements: readonly Placement[], usable: readonly Zone[]): readonly Finding[] {
  const zones = new Set(placements.map(({ zoneId }) => zoneId));
  const only = placements[0];
  if (zones.size !== 1 || only === undefined) return [];
  const { 'one-zone': one } = said;
  return [found('one-zone', 'danger', 'zones', say(one, one.sentence(only.zoneName)), zoneFixes(usable))];
}

function checkZone(
  { size, placements }: { readonly size: PlanDraft['size']; readonly placements: readonly Placement[] },
  zoneName: string,
  zone: Zone | undefined,
  instanceType: string,
): readonly Finding[] {
  const leaveOut: Fix = {
    label: said.fixes.leaveOutZone(zoneName),
    edit: { placements: placements.filter((placement) => placement.zoneName !== zoneName) },
  };
  const zoneFinding = (
    id: 'type-not-in-zone' | 'zone-without-subnet' | 'subnet-full',
    sentence: string,
  ): readonly Finding[] => [found(id, 'blocker', 'zones', say(said[id], sentence), [leaveOut])];
  if (zone === undefined || !zone.isAvailable || (size?.name === instanceType && !zone.offersType)) {
    return zoneFinding('type-not-in-zone', said['type-not-in-zone'].sentence(instanceType, zoneName));
  }
  if (zone.subnetId === null) {
    return zoneFinding('zone-without-subnet', said['zone-without-subnet'].sentence(zoneName));
  }
  if (zone.freeAddresses === 0) return zoneFinding('subnet-full', said['subnet-full'].sentence(zoneName));
  if (zone.givesPublicAddress !== false) return [];
  const { 'subnet-not-public': closed } = said;
  return [found('subnet-not-public', 'caution', 'zones', say(closed, closed.sentence(zoneName)))];
}

function zoneFixes(usable: readonly Zone[]): readonly Fix[] {
  if (usable.length < 2) return [];
  return [{ label: said.fixes.useZones(usable.length), edit: { placements: placementsIn(usable) } }];
}

function checkAccess({ access, image }: PlanDraft): readonly Finding[] {
  if (access === null) return [unanswered('access')];
  return [
    ...(access.adminAddress === null
      ? [closedFinding(access, image?.platform ?? 'linux')]
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

function closedFinding(access: NonNullable<PlanDraft['access']>, platform: Platform): Finding {
  if (!access.httpsFromEveryone && !access.httpFromEveryone) {
    return found('nothing-open', 'caution', 'access', said['nothing-open']);
  }
  const { 'nobody-can-log-in': nobody } = said;
  const rule = `${platform === 'windows' ? 'RDP' : 'SSH'} (port ${adminPortOf(platform)})`;
  return found('nobody-can-log-in', 'caution', 'access', say(nobody, nobody.sentence(rule)));
}

function adminFindings(address: string, access: NonNullable<PlanDraft['access']>): readonly Finding[] {
  const read = readPublicAddress(address);
  if (read.ok) return [];
  const why = words.access.addressRefused[read.refusal];
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

function checkKey({ key, image }: PlanDraft, { keychain }: Facts): readonly Finding[] {
  if (key === null) return [unanswered('key')];
  const needsRsa = image !== null && keyTypeFor(image.platform) === 'rsa' && key.type !== 'rsa';
  return [
    ...(needsRsa
      ? [
          found('windows-needs-rsa', 'blocker', 'key', said['windows-needs-rsa'], [
            { label: said.fixes.useRsa, edit: { key: { ...key, type: 'rsa' } } },
          ]),
        ]
      : []),
    ...(keychain === null || keychain === 'ready'
      ? []
      : [found(`keychain-${keychain}`, 'blocker', 'key', said[`keychain-${keychain}`])]),
  ];
}

function checkReview(draft: PlanDraft, facts: Facts): readonly Finding[] {
  return [...checkName(draft.name, facts), ...checkPrice(draft, facts)];
}

function checkName(name: string | null, { names }: Facts): readonly Finding[] {
  if (name === null) return [unanswered('key')];
  const refusal = refusalOfName(name);
  if (refusal !== null) {
    const { sentence, why } = said['name-refused'];
    return [found('name-refused', 'blocker', 'key', { sentence: sentence[refusal], why })];
  }
  if (names === null) return [];
  const free = freeName(name, [...names.keyPairs, ...names.securityGroups]);
  const fixes = [{ label: said.fixes.useName(free), edit: { name: free } }];
  const isTaken = (taken: readonly string[]) =>
    taken.some((used) => used.toLowerCase() === name.toLowerCase());
  const { 'key-name-taken': key, 'group-name-taken': group } = said;
  return [
    ...(isTaken(names.keyPairs)
      ? [found('key-name-taken', 'blocker', 'key', say(key, key.sentence(name)), fixes)]
      : []),
    ...(isTaken(names.securityGroups)
      ? [found('group-name-taken', 'blocker', 'key', say(group, group.sentence(name)), fixes)]
      : []),
  ];
}

function checkPrice({ size, storage, placements }: PlanDraft, { prices }: Facts): readonly Finding[] {
  if (size === null || storage === null || prices === null || placements === null) return [];
  if (placements.length === 0) return [];
  const fleet = { instanceType: size.name, count: placements.length, rootSizeGiB: storage.rootSizeGiB };
  if (fleetPrice(prices, fleet) !== null) return [];
  return [found('price-unknown', 'note', 'review', said['price-unknown'])];
}

function unanswered(answer: AnswerName): Finding {
  const { sentence, why } = said.unanswered;
  return found('unanswered', 'blocker', answer, { sentence: sentence(words.wizard.steps[answer]), why });
}

type Said = { readonly sentence: string; readonly why: string };

function say({ why }: { readonly why: string }, sentence: string): Said {
  return { sentence, why };
}

function found(
  id: FindingId,
  severity: Severity,
  answer: AnswerName,
  { sentence, why }: Said,
  fixes: readonly Fix[] = [],
): Finding {
  return { id, severity, answer, sentence, why, fixes };
}
