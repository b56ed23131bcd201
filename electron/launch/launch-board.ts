import type { ConnectFacts, Launch, LaunchedInstance, LaunchLine, LaunchState } from '../../shared/launch.ts';
import type { Problem } from '../../shared/problem.ts';

/** The launch as the screen sees it, kept in one place and told to whoever listens, whole, on every change. */
export type LaunchBoard = {
  readonly launch: () => Launch;
  /** A line of the same id is replaced: an undo may be asked for again. */
  readonly addLines: (lines: readonly Pick<LaunchLine, 'id' | 'kind' | 'label'>[]) => void;
  readonly begin: (lineId: string) => void;
  readonly note: (
    lineId: string,
    change: { readonly note?: string | null; readonly resourceId?: string },
  ) => void;
  readonly finish: (lineId: string, state: 'done' | 'failed' | 'skipped') => void;
  readonly setConnect: (change: Partial<ConnectFacts>) => void;
  /** Shown in the order of their zones. */
  readonly setInstances: (instances: readonly LaunchedInstance[]) => void;
  /** The first problem stays: what follows from it is noise. */
  readonly fail: (problem: Problem) => void;
  /** Also replaces the problem: what stands beside a new state is what that state is about. */
  readonly setState: (state: LaunchState, problem?: Problem | null) => void;
};

export function createBoard(
  initial: Omit<Launch, 'lines' | 'instances' | 'problem' | 'state'>,
  changed: (launch: Launch) => void,
  now: () => number = Date.now,
): LaunchBoard {
  let launch: Launch = { ...initial, state: 'working', lines: [], instances: [], problem: null };
  const change = (next: Partial<Launch>) => {
    launch = { ...launch, ...next };
    changed(launch);
  };
  const changeLine = (lineId: string, next: (line: LaunchLine) => LaunchLine) =>
    change({ lines: launch.lines.map((line) => (line.id === lineId ? next(line) : line)) });
  return {
    launch: () => launch,
    addLines: (lines) => {
      const ids = new Set(lines.map(({ id }) => id));
      change({ lines: [...launch.lines.filter(({ id }) => !ids.has(id)), ...lines.map(waitingLine)] });
    },
    begin: (lineId) => changeLine(lineId, (line) => ({ ...line, state: 'working', startedAt: now() })),
    note: (lineId, next) => changeLine(lineId, (line) => ({ ...line, ...next })),
    finish: (lineId, state) => changeLine(lineId, (line) => ({ ...line, state, finishedAt: now() })),
    setConnect: (next) => change({ connect: { ...launch.connect, ...next } }),
    setInstances: (instances) => change({ instances: instances.toSorted(byZone) }),
    fail: (problem) => change({ problem: launch.problem ?? problem }),
    setState: (state, problem = launch.problem) => change({ state, problem }),
  };
}

function byZone(one: LaunchedInstance, other: LaunchedInstance): number {
  return one.zoneName < other.zoneName ? -1 : Number(one.zoneName > other.zoneName);
}

function waitingLine(line: Pick<LaunchLine, 'id' | 'kind' | 'label'>): LaunchLine {
  return { ...line, state: 'waiting', startedAt: null, finishedAt: null, resourceId: null, note: null };
}
