import type { Changes } from '../../electron/review/change/create-changes.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { lockOut, myAccessOf, rulesAfter } from '../../shared/security-group/change-rules.ts';
import { dependantsOf } from '../../shared/security-group/dependants.ts';
import type {
  ChangeAsk,
  ChangeLine,
  ChangePreview,
  GroupChange,
} from '../../shared/security-group/group-change.ts';
import type { GroupFinding } from '../../shared/security-group/group-finding.ts';
import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import { openSessionsAfter } from '../../shared/security-group/open-sessions.ts';
import type { RegionFacts } from '../../shared/security-group/region-facts.ts';
import { PLAIN_REVIEW } from '../../shared/security-group/review-options.ts';
import { reviewRegion } from '../../shared/security-group/review-region.ts';
import type { GroupRule } from '../../shared/security-group/security-group.ts';
import { words } from '../../shared/words/en.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';

let given = 0;
/** `crypto.randomUUID` is for pages of https only. */
function nextId(): string {
  given += 1;
  return `7f0d2c6a-52a1-4c7e-9d0b-${given.toString(16).padStart(12, '0')}`;
}

type World = {
  /** Null until the region was read. */
  readonly facts: () => RegionFacts | null;
  readonly setFacts: (facts: RegionFacts) => void;
  readonly my: MyAddresses;
};

/** Changes of groups, in memory: judged by the product's own rules, carried out line by line. */
export function createFakeChanges(scenario: Scenario, answer: Answer, world: World) {
  const previews = new Map<string, ChangePreview>();
  const listeners = new Set<(change: GroupChange) => void>();
  let changes: readonly GroupChange[] = scenario === 'group-unfinished' ? [UNFINISHED] : [];
  const tell = (change: GroupChange): GroupChange => {
    const isKnown = changes.some(({ changeId }) => changeId === change.changeId);
    changes = isKnown
      ? changes.map((one) => (one.changeId === change.changeId ? change : one))
      : [change, ...changes];
    for (const listener of listeners) listener(change);
    return change;
  };
  const setRules = (groupId: string, rules: readonly GroupRule[]) => {
    const facts = world.facts();
    if (facts === null) return;
    const groups = facts.groups.map((group) => (group.groupId === groupId ? { ...group, rules } : group));
    world.setFacts({ ...facts, groups });
  };
  /** Line by line, each a moment later; then `ended`. */
  const carryOut = async (change: GroupChange, ended: () => Partial<GroupChange>) => {
    let now = change;
    for (const { id } of change.lines) {
      now = tell({ ...now, lines: withState(now.lines, id, 'working') });
      await new Promise((resolve) => setTimeout(resolve, 300));
      now = tell({ ...now, lines: withState(now.lines, id, 'done') });
    }
    tell({ ...now, finishedAt: Date.now(), ...ended() });
  };
  const find = (changeId: string) => changes.find((change) => change.changeId === changeId);

  const calls: Changes = {
    previewChange: ({ ask }) =>
      answer('previewChange', ask, () => {
        const facts = world.facts();
        if (facts === null) return failed(makeProblem('review-unknown'));
        if (scenario === 'group-change-refused') return failed(makeProblem('group-changed'));
        const preview = previewOf(facts, ask, world.my);
        previews.set(preview.previewId, preview);
        return succeeded(preview);
      }),
    startChange: ({ previewId }) =>
      answer('startChange', previewId, (): Outcome<GroupChange> => {
        const preview = previews.get(previewId);
        const facts = world.facts();
        if (preview === undefined || facts === null) return failed(makeProblem('preview-unknown'));
        const started = tell(changeFrom(preview, facts));
        void carryOut(started, () => {
          if (scenario === 'group-put-back') {
            const explanation = words.groupChanges.putBack;
            return { state: 'put-back', problem: makeProblem('change-put-back', { explanation }), may: [] };
          }
          setRules(started.groupId, preview.after);
          return {
            state: 'done',
            may: ['undo'],
            added: preview.after.filter(({ ruleId }) => ruleId === null),
            removed: preview.before.filter(
              ({ ruleId }) => ruleId !== null && preview.ask.removeRuleIds.includes(ruleId),
            ),
          };
        });
        return succeeded(started);
      }),
    undoChange: ({ changeId }) =>
      answer('undoChange', changeId, () => {
        const change = find(changeId);
        if (change === undefined) return failed(makeProblem('change-unknown'));
        const undoing = tell({ ...change, state: 'undoing', may: [], lines: linesOf(UNDO_LINES) });
        void carryOut(undoing, () => ({ state: 'undone', added: [], removed: [] }));
        return succeeded(undoing);
      }),
    finishChange: ({ changeId }) =>
      answer('finishChange', changeId, () => {
        const change = find(changeId);
        if (change === undefined) return failed(makeProblem('change-unknown'));
        const going = tell({ ...change, state: 'working', may: [] });
        void carryOut(going, () => ({ state: 'done', may: ['undo'] }));
        return succeeded(going);
      }),
    forgetChange: ({ changeId }) =>
      answer('forgetChange', changeId, () => {
        const change = find(changeId);
        if (change !== undefined) tell({ ...change, may: [] });
        return succeeded(changes);
      }),
    listChanges: () => answer('listChanges', null, () => succeeded(changes)),
    deleteGroup: (input) =>
      answer('deleteGroup', input, () => {
        const facts = world.facts();
        const group = facts?.groups.find(({ groupId }) => groupId === input.groupId);
        if (facts === null || group === undefined) return failed(makeProblem('group-gone'));
        if (group.name !== input.typedName) return failed(makeProblem('name-not-typed'));
        world.setFacts({ ...facts, groups: facts.groups.filter((one) => one !== group) });
        return succeeded(null);
      }),
  };
  return {
    ...calls,
    onGroupChanged: (listener: (change: GroupChange) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function previewOf(facts: RegionFacts, ask: ChangeAsk, my: MyAddresses): ChangePreview {
  const group = facts.groups.find(({ groupId }) => groupId === ask.groupId);
  if (group === undefined) throw new Error(`no such group: ${ask.groupId}`);
  const lists = new Map(facts.prefixLists.map((list) => [list.prefixListId, list]));
  const after = rulesAfter(group.rules, ask);
  const removed = group.rules.filter(({ ruleId }) => ruleId !== null && ask.removeRuleIds.includes(ruleId));
  const behind = (facts.interfaces ?? []).filter(({ groupIds }) => groupIds.includes(group.groupId));
  const machines = (facts.instances ?? []).filter(({ instanceId }) =>
    behind.some((one) => one.instanceId === instanceId),
  );
  const findingsWith = (rules: readonly GroupRule[]): readonly GroupFinding[] => {
    const groups = facts.groups.map((one) => (one === group ? { ...group, rules } : one));
    const options = { ...PLAIN_REVIEW, myAddresses: my };
    const reviewed = reviewRegion({ ...facts, groups }, options);
    return reviewed.find((one) => one.group.groupId === group.groupId)?.findings ?? [];
  };
  return {
    previewId: nextId(),
    ask,
    before: group.rules,
    after,
    findingsBefore: findingsWith(group.rules),
    findingsAfter: findingsWith(after),
    dependants: dependantsOf({
      group,
      removed,
      after,
      facts,
      interfaceIds: behind.map(({ interfaceId }) => interfaceId),
    }),
    sharedWith: ask.target.kind === 'copy' || machines.length < 2 ? [] : machines,
    openSessions: openSessionsAfter(group.rules, after),
    myAddresses: myAccessOf(group.rules, after, my, lists),
    probes: behind.flatMap(({ instanceId, publicIpv4: [address] }) =>
      instanceId === null || address === undefined ? [] : [{ instanceId, address, port: 22 }],
    ),
    obstacles: lockOut(ask, group.rules, { my, lists }).map(({ sentence }) => sentence),
    cautions: [],
  };
}

function changeFrom({ ask }: ChangePreview, facts: RegionFacts): GroupChange {
  return {
    changeId: nextId(),
    sourceId: 'profile:work',
    accountId: facts.accountId,
    region: facts.region,
    groupId: ask.groupId,
    groupName: facts.groups.find(({ groupId }) => groupId === ask.groupId)?.name ?? '',
    kind: ask.kind,
    state: 'working',
    startedAt: Date.now(),
    finishedAt: null,
    lines: linesOf(CHANGE_LINES),
    added: [],
    removed: [],
    probesBefore: [],
    probesAfter: [],
    copyGroupId: null,
    problem: null,
    may: [],
  };
}

const CHANGE_LINES = ['probe-before', 'add', 'remove', 'probe-after', 'review'] as const;
const UNDO_LINES = ['undo-restore', 'undo-remove'] as const;

function linesOf(ids: readonly (keyof typeof words.groupChanges.lines)[]): readonly ChangeLine[] {
  return ids.map((id) => ({ id, label: words.groupChanges.lines[id], state: 'waiting', note: null }));
}

function withState(
  lines: readonly ChangeLine[],
  id: string,
  state: ChangeLine['state'],
): readonly ChangeLine[] {
  return lines.map((line) => (line.id === id ? { ...line, state } : line));
}

/** Keyport was closed between the new rules and the old ones. */
const UNFINISHED: GroupChange = {
  changeId: '7f0d2c6a-52a1-4c7e-9d0b-0a1b2c3d4e5f',
  sourceId: 'profile:work',
  accountId: '123456789012',
  region: 'eu-central-1',
  groupId: 'sg-0a000000000000001',
  groupName: 'web-old',
  kind: 'narrow',
  state: 'added-only',
  startedAt: Date.parse('2026-11-20T09:30:00Z'),
  finishedAt: null,
  lines: linesOf(CHANGE_LINES).map((line, place) => ({ ...line, state: place < 2 ? 'done' : 'waiting' })),
  added: [],
  removed: [],
  probesBefore: [],
  probesAfter: [],
  copyGroupId: null,
  problem: null,
  may: ['finish', 'undo', 'forget'],
};
