import path from 'node:path';
import { problemFrom } from '../aws/problem.ts';
import { problemOfDisk } from '../journal/disk-problem.ts';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchList } from '../../shared/launches-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { byClockHere } from './record/by-clock-here.ts';
import { keepLaunch, type LaunchKeeper } from './record/keep-launch.ts';
import { openLaunchJournal } from './record/launch-journal.ts';
import type { LaunchRecord } from './record/launch-record.ts';
import { launchFrom, type LaunchWork } from './record/launch-view.ts';

/** What is done to a launch, and how its record is to stand on the disk before that begins. */
export type Begun = {
  readonly work: Exclude<LaunchWork, null>;
  readonly first: (record: LaunchRecord) => LaunchRecord;
  /** How it goes stands in the record. */
  readonly job: () => Promise<void>;
  /** Goes on watching when the work is done, until the signal aborts; nothing waits for it. */
  readonly watch?: (signal: AbortSignal) => Promise<void>;
};

/**
 * All launches of one home: the journal's, and what this program does to them. Each has one keeper for as long as the program runs, so
 * that nobody writes what they knew earlier over what has happened since.
 */
export type LaunchShelf = {
  readonly list: () => Promise<Outcome<LaunchList>>;
  /** `launch-unknown` where there is none, or it was forgotten. */
  readonly find: (launchId: string) => Promise<Outcome<LaunchKeeper>>;
  /** On the disk when it succeeds. */
  readonly add: (record: LaunchRecord) => Promise<Outcome<LaunchKeeper>>;
  readonly shown: (keeper: LaunchKeeper) => Launch;
  /** One at a time for each launch, and never beside a work: `launch-busy`. */
  readonly alone: <Value>(
    launchId: string,
    job: (keeper: LaunchKeeper) => Promise<Outcome<Value>>,
  ) => Promise<Outcome<Value>>;
  /** Beside what others ask for; the signal aborts as soon as somebody begins to work on it. Not beside a work. */
  readonly look: <Value>(
    launchId: string,
    job: (keeper: LaunchKeeper, signal: AbortSignal) => Promise<Outcome<Value>>,
  ) => Promise<Outcome<Value>>;
  /** Answers as soon as the record is on the disk as it is to start; the rest is told. Call it within `alone`, or for a new one. */
  readonly begin: (keeper: LaunchKeeper, begun: Begun) => Promise<Outcome<Launch>>;
  readonly isBusy: () => boolean;
  /** Ends what only watches, at once. */
  readonly close: () => void;
};

type ShelfDeps = {
  readonly home: string;
  /** Succeeds where the home is ours. */
  readonly open: () => Promise<Outcome<unknown>>;
  readonly changed: (launch: Launch) => void;
  /** How far this computer's clock is ahead of AWS's, as far as that is known. */
  readonly aheadMs: () => number;
};

export function openLaunchShelf({ home, open, changed, aheadMs }: ShelfDeps): LaunchShelf {
  const journal = openLaunchJournal(home);
  const keepers = new Map<string, LaunchKeeper>();
  const works = new Map<string, Begun['work']>();
  const watches = new Map<string, Set<AbortController>>();
  const taken = new Set<string>();

  const view = (record: LaunchRecord): Launch =>
    byClockHere(launchFrom(record, works.get(record.launchId) ?? null), aheadMs());

  const keep = (record: LaunchRecord): LaunchKeeper => {
    const known = keepers.get(record.launchId);
    if (known !== undefined) return known;
    const keeper = keepLaunch(journal, unwatched(record), {
      changed: (current) => changed(view(current)),
      notWritten: (error) => {
        const problem = { ...problemOfDisk(error), ...saidOf(works.get(record.launchId)) };
        keeper.show((current) => ({ ...current, problem: current.problem ?? problem }));
      },
    });
    keepers.set(record.launchId, keeper);
    return keeper;
  };

  const read = async () => {
    const opened = await open();
    if (!opened.ok) return opened;
    try {
      const { records, damaged } = await journal.list((id) => keepers.has(id));
      for (const record of records) keep(record);
      const kept = [...keepers.values()].filter(isListed);
      return succeeded({ kept: kept.toSorted(byStart), damaged });
    } catch (error) {
      return failed(problemOfDisk(error));
    }
  };

  const find: LaunchShelf['find'] = async (launchId) => {
    const known = keepers.get(launchId);
    if (known !== undefined)
      return isListed(known) ? succeeded(known) : failed(makeProblem('launch-unknown'));
    const all = await read();
    if (!all.ok) return all;
    const keeper = all.value.kept.find((each) => each.current().launchId === launchId);
    return keeper === undefined ? failed(makeProblem('launch-unknown')) : succeeded(keeper);
  };

  const carryOut = async (keeper: LaunchKeeper, { job, watch }: Begun): Promise<void> => {
    const { launchId } = keeper.current();
    await job().catch((error: unknown) => keeper.show((record) => withProblem(record, error)));
    // What is told to have ended is on the disk.
    await keeper.change((record) => record);
    works.delete(launchId);
    changed(view(keeper.current()));
    if (watch === undefined) return;
    await whileNobodyWorks(launchId, watch);
  };

  const whileNobodyWorks = async <Value>(
    launchId: string,
    job: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> => {
    const watching = new AbortController();
    const all = watches.get(launchId) ?? new Set();
    watches.set(launchId, all.add(watching));
    try {
      return await job(watching.signal);
    } finally {
      all.delete(watching);
    }
  };

  return {
    find,
    shown: (keeper) => view(keeper.current()),
    list: async () => {
      const all = await read();
      if (!all.ok) return all;
      return succeeded({
        launches: all.value.kept.map((keeper) => view(keeper.current())),
        damaged: all.value.damaged.map(({ file, text }) => ({
          file,
          launchId: UUID.exec(path.basename(file))?.[0] ?? null,
          ids: [...new Set(text.match(AWS_ID))],
        })),
      });
    },
    add: async (record) => {
      try {
        // Of one that cannot be read, or was forgotten, nothing is overwritten.
        if (await journal.has(record)) return failed(makeProblem('launch-damaged', { actions: ['look'] }));
        await journal.write(record);
        return succeeded(keep(record));
      } catch (error) {
        return failed(problemOfDisk(error));
      }
    },
    alone: async (launchId, job) => {
      if (taken.has(launchId) || works.has(launchId)) return failed(makeProblem('launch-busy'));
      taken.add(launchId);
      try {
        const keeper = await find(launchId);
        return keeper.ok ? await job(keeper.value) : keeper;
      } finally {
        taken.delete(launchId);
      }
    },
    look: async (launchId, job) => {
      if (works.has(launchId)) return failed(makeProblem('launch-busy'));
      const keeper = await find(launchId);
      if (!keeper.ok) return keeper;
      return whileNobodyWorks(launchId, (signal) => job(keeper.value, signal));
    },
    begin: async (keeper, begun) => {
      const before = keeper.current();
      const { launchId } = before;
      for (const watching of watches.get(launchId) ?? []) watching.abort();
      works.set(launchId, begun.work);
      if (!(await keeper.change((record) => begun.first(unwatched(record))))) {
        works.delete(launchId);
        const { problem } = keeper.current();
        keeper.show(() => before);
        return failed({ ...(problem ?? makeProblem('disk-failed')), explanation: words.launch.notBegun });
      }
      void carryOut(keeper, begun);
      return succeeded(view(keeper.current()));
    },
    isBusy: () => works.size > 0,
    close: () => {
      for (const all of watches.values()) for (const watching of all) watching.abort();
    },
  };
}

/** Nobody watches it any more, or not yet again: of what was not seen by then nothing is said. */
function unwatched(record: LaunchRecord): LaunchRecord {
  if (!record.lines.some(isWatched)) return record;
  return {
    ...record,
    lines: record.lines.map((line) => (isWatched(line) ? { ...line, state: 'skipped' as const } : line)),
  };
}

function isWatched({ kind, state }: LaunchRecord['lines'][number]): boolean {
  return state === 'working' && (kind === 'checks' || kind === 'door');
}

/** What is made is known all the same; what is to be changed or removed is left as it is. */
function saidOf(work: LaunchWork | undefined): Partial<Problem> {
  if (work === 'removing') return { explanation: words.removal.notRecorded, actions: ['finish', 'look'] };
  if (work === 'changing') return { explanation: words.removal.notRecorded, actions: ['look'] };
  return { explanation: words.launch.notRecorded };
}

function byStart(one: LaunchKeeper, other: LaunchKeeper): number {
  return one.current().startedAt - other.current().startedAt;
}

function isListed(keeper: LaunchKeeper): boolean {
  return !keeper.current().isForgotten;
}

function withProblem(record: LaunchRecord, error: unknown): LaunchRecord {
  return { ...record, problem: record.problem ?? problemFrom(error) };
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const AWS_ID = /\b(i|sg|key|vol|snap)-[0-9a-f]{8,17}\b/g;
