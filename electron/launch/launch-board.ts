import type { ConnectFacts, Launch, LaunchLine } from '../../shared/launch.ts';
import type { Problem } from '../../shared/problem.ts';
import type { LaunchKeeper } from './record/keep-launch.ts';
import { launchFrom, type LaunchWork } from './record/launch-view.ts';

/** How the work on a launch goes, line by line. It goes on the disk with the next thing that must be there. */
export type LaunchBoard = {
  readonly launch: () => Launch;
  /** A line of the same id begins anew, in its place. */
  readonly addLines: (lines: readonly Pick<LaunchLine, 'id' | 'kind' | 'label'>[]) => void;
  readonly begin: (lineId: string) => void;
  readonly note: (
    lineId: string,
    change: { readonly note?: string | null; readonly resourceId?: string },
  ) => void;
  readonly finish: (lineId: string, state: 'done' | 'failed' | 'skipped') => void;
  readonly setConnect: (change: Partial<ConnectFacts>) => void;
  /** The first problem stays: what follows from it is noise. */
  readonly fail: (problem: Problem) => void;
};

export function createBoard(
  keeper: Pick<LaunchKeeper, 'current' | 'show'>,
  work: LaunchWork,
  now: () => number,
): LaunchBoard {
  const changeLine = (lineId: string, next: (line: LaunchLine) => LaunchLine) =>
    keeper.show((record) => ({
      ...record,
      lines: record.lines.map((line) => (line.id === lineId ? next(line) : line)),
    }));
  return {
    launch: () => launchFrom(keeper.current(), work),
    addLines: (lines) => {
      const anew = new Map(lines.map((line) => [line.id, waitingLine(line)]));
      keeper.show((record) => {
        const known = new Set(record.lines.map(({ id }) => id));
        return {
          ...record,
          lines: [
            ...record.lines.map((line) => anew.get(line.id) ?? line),
            ...[...anew.values()].filter(({ id }) => !known.has(id)),
          ],
        };
      });
    },
    begin: (lineId) => changeLine(lineId, (line) => ({ ...line, state: 'working', startedAt: now() })),
    note: (lineId, next) => changeLine(lineId, (line) => ({ ...line, ...next })),
    finish: (lineId, state) => changeLine(lineId, (line) => ({ ...line, state, finishedAt: now() })),
    setConnect: (next) => keeper.show((record) => ({ ...record, connect: { ...record.connect, ...next } })),
    fail: (problem) => keeper.show((record) => ({ ...record, problem: record.problem ?? problem })),
  };
}

function waitingLine(line: Pick<LaunchLine, 'id' | 'kind' | 'label'>): LaunchLine {
  return { ...line, state: 'waiting', startedAt: null, finishedAt: null, resourceId: null, note: null };
}
