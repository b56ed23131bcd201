import { randomUUID } from 'node:crypto';
import { readAccountId } from '../../aws/account.ts';
import type { Connection } from '../../aws/connections.ts';
import { readGroupNow } from '../../aws/group-changes.ts';
import { outcomeOf, problemFrom } from '../../aws/problem.ts';
import { problemOfDisk } from '../../journal/disk-problem.ts';
import type { AccountChoice } from '../../../shared/account.ts';
import { makeProblem } from '../../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../../shared/outcome.ts';
import type { ChangeAsk, GroupChange } from '../../../shared/security-group/group-change.ts';
import type { GroupsApi } from '../../../shared/security-group/groups-api.ts';
import { words } from '../../../shared/words/en.ts';
import { openChangeJournal } from './change-journal.ts';
import { keepChange } from './change-keeper.ts';
import type { ChangeRecord } from './change-record.ts';
import type { ChangeRun, ChangeServices } from './change-services.ts';
import { changeFrom, changeFromDamaged } from './change-view.ts';
import { COPY_LINES, UNDO_COPY_LINES, runCopy, undoCopy } from './copy-group.ts';
import { deleteGroup } from './delete-group.ts';
import { factsWith, findingsOf } from './judge-change.ts';
import { previewChange, problemOfStart, type Previewed } from './preview-change.ts';
import { CHANGE_LINES, MY_ADDRESS_LINES, runChange, type Stop } from './run-change.ts';
import { areUntouched } from './same-rule.ts';
import { UNDO_LINES, undoChange } from './undo-change.ts';

export type Changes = Pick<
  GroupsApi,
  | 'previewChange'
  | 'startChange'
  | 'undoChange'
  | 'finishChange'
  | 'forgetChange'
  | 'listChanges'
  | 'deleteGroup'
>;

/** Previews are kept in memory, and only so many. */
const MOST_PREVIEWS = 20;

/**
 * Changes of security groups, each journalled with its undo. One at a time for each group. What is asked for is answered as soon as
 * it is in the journal; the rest is told by `changed`.
 */
export function createChanges(services: ChangeServices): Changes {
  const journal = openChangeJournal(services.home);
  const previews = new Map<string, Previewed & { readonly choice: AccountChoice }>();
  const started = new Map<string, Promise<Outcome<GroupChange>>>();
  const underWay = new Map<string, ChangeRecord>();
  const held = holds();

  const preview: Changes['previewChange'] = ({ ask, ...choice }) =>
    services.connections.use(choice, async (connection) => {
      const previewed = await previewChange(services, connection, ask, randomUUID());
      if (!previewed.ok) return previewed;
      previews.set(previewed.value.preview.previewId, { ...previewed.value, choice });
      for (const old of [...previews.keys()].slice(0, -MOST_PREVIEWS)) previews.delete(old);
      return succeeded(previewed.value.preview);
    });

  const start = async (previewId: string): Promise<Outcome<GroupChange>> => {
    const previewed = previews.get(previewId);
    if (previewed === undefined) return failed(makeProblem('preview-unknown'));
    return alone(previewed.group.groupId, () =>
      services.connections.use(previewed.choice, (connection) => begin(previewed, connection)),
    );
  };

  const begin = async (previewed: Previewed, connection: Connection): Promise<Outcome<GroupChange>> => {
    const { group } = previewed;
    const elsewhere = await problemOfAccount(connection, previewed.facts.accountId);
    if (elsewhere !== null) return failed(elsewhere);
    const [now, my] = await Promise.all([
      outcomeOf(() => services.patience.throttled(() => readGroupNow(connection.clients, group.groupId))),
      services.myAddresses(),
    ]);
    if (!now.ok) return now;
    if (now.value.ownerId !== connection.account.accountId) return failed(makeProblem('group-shared'));
    if (!areUntouched(group.rules, now.value.rules)) return failed(makeProblem('group-changed'));
    const refused = problemOfStart(previewed, now.value, my);
    if (refused !== null) return failed(refused);
    return work(newRecord(previewed, connection, services.now()), connection);
  };

  /** Writes the record as it is to start, and goes on by itself. */
  const work = async (record: ChangeRecord, connection: Connection): Promise<Outcome<GroupChange>> => {
    const { changeId, groupId } = record;
    const tell = (changed: ChangeRecord) => {
      const isUnderWay = underWay.has(changeId);
      if (isUnderWay) underWay.set(changeId, changed);
      services.changed(changeFrom(changed, isUnderWay));
    };
    try {
      await journal.write(record);
    } catch (error) {
      return failed(problemOfDisk(error));
    }
    underWay.set(changeId, record);
    const letGo = held.hold(groupId);
    const keeper = keepChange(journal, record, tell);
    const run: ChangeRun = {
      ...services,
      clients: connection.clients,
      keeper,
      isStillFound: async (rules) => isStillFound(services, keeper.current(), rules),
    };
    tell(record);
    const over = () => {
      underWay.delete(changeId);
      letGo();
    };
    void services.unfinished.track(carryOut(run, over));
    return succeeded(changeFrom(record, true));
  };

  const again = async (
    changeId: string,
    may: 'undo' | 'finish',
    next: (record: ChangeRecord) => Partial<ChangeRecord>,
  ): Promise<Outcome<GroupChange>> => {
    const found = await find(changeId);
    if (!found.ok) return found;
    const { groupId, sourceId, region, accountId } = found.value;
    return alone(
      groupId,
      async () => {
        const now = await find(changeId);
        if (!now.ok) return now;
        if (!changeFrom(now.value, false).may.includes(may)) return failed(makeProblem('change-busy'));
        return services.connections.use({ sourceId, region }, async (connection) => {
          const elsewhere = await problemOfAccount(connection, accountId);
          if (elsewhere !== null) return failed(elsewhere);
          const fresh = { ended: null, finishedAt: null, problem: null, isForgotten: false } as const;
          return work({ ...now.value, ...fresh, ...next(now.value) }, connection);
        });
      },
      changeId,
    );
  };

  const find = async (changeId: string): Promise<Outcome<ChangeRecord>> => {
    const taken = await services.lock.take();
    if (!taken.ok) return taken;
    try {
      const { records } = await journal.list();
      const record = records.find((each) => each.changeId === changeId);
      return record === undefined ? failed(makeProblem('change-unknown')) : succeeded(record);
    } catch (error) {
      return failed(problemOfDisk(error));
    }
  };

  /** One change of a group at a time, and none beside one that a program has left in the middle. */
  const alone = async (
    groupId: string,
    job: () => Promise<Outcome<GroupChange>>,
    except: string | null = null,
  ): Promise<Outcome<GroupChange>> => {
    if (held.has(groupId)) return failed(makeProblem('change-busy'));
    const letGo = held.hold(groupId);
    try {
      const taken = await services.lock.take();
      if (!taken.ok) return taken;
      const { records } = await journal.list();
      const isLeft = records.some(
        (record) =>
          record.groupId === groupId &&
          record.ended === null &&
          !record.isForgotten &&
          record.changeId !== except,
      );
      if (isLeft) return failed(makeProblem('change-busy', { explanation: words.groupChanges.unfinished }));
      return await job();
    } catch (error) {
      return failed(problemOf(error));
    } finally {
      letGo();
    }
  };

  const list = async (): Promise<Outcome<readonly GroupChange[]>> => {
    const taken = await services.lock.take();
    if (!taken.ok) return taken;
    try {
      const { records, damaged } = await journal.list();
      return succeeded([
        ...records.map((record) => {
          const worked = underWay.get(record.changeId);
          return changeFrom(worked ?? record, worked !== undefined);
        }),
        ...damaged.map(changeFromDamaged),
      ]);
    } catch (error) {
      return failed(problemOfDisk(error));
    }
  };

  return {
    previewChange: preview,
    startChange: async ({ previewId }) => {
      const begun = started.get(previewId) ?? start(previewId);
      started.set(previewId, begun);
      const outcome = await begun;
      if (!outcome.ok) started.delete(previewId);
      return outcome;
    },
    undoChange: ({ changeId }) =>
      again(changeId, 'undo', (record) => ({
        aim: 'undo',
        lines: linesOf(record.copy === null ? UNDO_LINES : UNDO_COPY_LINES, record.lines),
      })),
    finishChange: ({ changeId }) =>
      again(changeId, 'finish', ({ lines }) => ({
        lines: lines.map((line) =>
          line.state === 'done' ? line : { ...line, state: 'waiting' as const, note: null },
        ),
      })),
    forgetChange: async ({ changeId }) => {
      const found = await find(changeId);
      if (!found.ok) return found;
      if (held.has(found.value.groupId)) return failed(makeProblem('change-busy'));
      try {
        await journal.write({ ...found.value, isForgotten: true });
      } catch (error) {
        return failed(problemOfDisk(error));
      }
      return list();
    },
    listChanges: list,
    deleteGroup: async (input) => {
      const taken = await services.lock.take();
      return taken.ok ? deleteGroup(services, journal, input) : taken;
    },
  };
}

/** Which groups somebody works on; each hold is let go of once. */
function holds() {
  const counts = new Map<string, number>();
  return {
    has: (groupId: string) => (counts.get(groupId) ?? 0) > 0,
    hold: (groupId: string) => {
      counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
      return () => void counts.set(groupId, (counts.get(groupId) ?? 1) - 1);
    },
  };
}

/** Never rejects: how it ended stands in the record. */
async function carryOut(run: ChangeRun, over: () => void): Promise<void> {
  const { keeper, now } = run;
  const { ended, problem } = await wayOf(keeper.current())(run).catch((error: unknown) => ({
    ended: null,
    problem: problemFrom(error),
  }));
  // What was put back is not taken away any more: from here on it may go by somebody else only.
  const again = ended === 'put-back' ? ({ phase: 'ADDED' } as const) : {};
  await keeper.end({ ...again, ended, problem, finishedAt: now() }, over);
}

function wayOf({ aim, copy }: ChangeRecord): (run: ChangeRun) => Promise<Stop> {
  if (aim === 'undo') return copy === null ? undoChange : undoCopy;
  return copy === null ? runChange : runCopy;
}

function linesFor({ kind, target }: ChangeAsk) {
  if (target.kind === 'copy') return COPY_LINES;
  return kind === 'my-address' ? MY_ADDRESS_LINES : CHANGE_LINES;
}

function newRecord(
  { preview: { ask, probes }, group, facts, interfaces }: Previewed,
  { account }: Connection,
  startedAt: number,
): ChangeRecord {
  const { sourceId, accountId, region } = account;
  return {
    version: 1,
    changeId: randomUUID(),
    sourceId,
    accountId,
    region,
    startedAt,
    ask,
    groupId: group.groupId,
    groupName: group.name,
    saved: group.rules,
    prefixLists: facts.prefixLists,
    phase: 'PLANNED',
    aim: 'change',
    ended: null,
    isForgotten: false,
    finishedAt: null,
    added: [],
    removed: [],
    targets: probes,
    probesBefore: [],
    probesAfter: [],
    copy:
      ask.target.kind === 'copy'
        ? {
            groupId: null,
            vpcId: group.vpcId ?? '',
            interfaces: interfaces.map(({ interfaceId, groupIds }) => ({ interfaceId, groupIds })),
          }
        : null,
    lines: linesOf(linesFor(ask), []),
    problem: null,
  };
}

function linesOf(
  ids: readonly (keyof typeof words.groupChanges.lines)[],
  before: ChangeRecord['lines'],
): ChangeRecord['lines'] {
  const labels = words.groupChanges.lines;
  return [
    ...before.filter(({ id }) => !ids.some((each) => each === id)),
    ...ids.map((id) => ({ id, label: labels[id], state: 'waiting' as const, note: null })),
  ];
}

async function problemOfAccount({ clients }: Connection, accountId: string) {
  const now = await readAccountId(clients);
  if (!now.ok) return now.problem;
  return now.value === accountId ? null : makeProblem('account-changed');
}

async function isStillFound(
  { factsFor, myAddresses, now }: ChangeServices,
  { ask, groupId, sourceId, region, accountId }: ChangeRecord,
  rules: ChangeRecord['saved'],
): Promise<boolean | null> {
  if (ask.findingKey === null) return null;
  const [facts, my] = await Promise.all([factsFor({ sourceId, region }, groupId), myAddresses()]);
  const group = facts?.groups.find((each) => each.groupId === groupId);
  if (facts === null || group === undefined) return null;
  const changed = factsWith(facts, { ...group, rules }, { region, accountId, readAt: now() });
  return findingsOf(changed, groupId, my).some(({ key }) => key === ask.findingKey);
}

function problemOf(error: unknown) {
  return error instanceof Error && 'syscall' in error ? problemOfDisk(error) : problemFrom(error);
}
