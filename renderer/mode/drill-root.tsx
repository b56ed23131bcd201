import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Launch } from '../../shared/launch.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { drillProgress } from '../../shared/practice/drills.ts';
import type { Practice } from '../../shared/practice/practice-api.ts';
import { useAct } from '../use-act.ts';
import { DrillContext, type DrillHandle } from './drill-context.ts';
import { useMode } from './mode-context.ts';

type Known = Pick<Practice, 'drill' | 'drillsDone'>;

const NONE: Known = { drill: null, drillsDone: [] };

const EVERY_MS = 2_000;

/** Follows the drill that is on, whichever screen is shown. Asks nobody while one does not practise. */
export function DrillRoot({ children }: { readonly children: ReactNode }) {
  const { known, tell } = useKnown();
  const launches = usePracticeLaunches(known.drill !== null);
  const [changes, setChanges] = useState(0);
  const act = useAct();
  const run = (call: () => Promise<Outcome<Practice>>, onDone?: () => void) =>
    act.run(call, (practice) => {
      tell(practice);
      setChanges((count) => count + 1);
      onDone?.();
    });
  const { drill } = known;
  const handle: DrillHandle = {
    drill,
    progress: drill === null ? null : drillProgress(drill, launches),
    done: known.drillsDone,
    changes,
    isBusy: act.isBusy,
    problem: act.problem,
    start: (id, region, onDone) => run(() => window.keyport.startDrill({ drill: id, region }), onDone),
    turn: () => run(() => window.keyport.turnDrill()),
    end: (onDone) => run(() => window.keyport.endDrill(), onDone),
  };
  return <DrillContext value={handle}>{children}</DrillContext>;
}

/** What main knows of drills: read once, and again and again while one is on. */
function useKnown() {
  const { mode } = useMode();
  const [known, setKnown] = useState(NONE);
  const told = useRef(0);
  const tell = useCallback((practice: Known) => {
    told.current += 1;
    setKnown({ drill: practice.drill, drillsDone: practice.drillsDone });
  }, []);
  const look = useCallback(async () => {
    const asked = told.current;
    const practice = await quietly(() => window.keyport.readPractice());
    // What was told meanwhile is newer.
    if (practice !== null && asked === told.current) tell(practice);
  }, [tell]);
  const isOn = known.drill !== null;
  useEffect(() => {
    if (mode === 'practice') void look();
  }, [mode, look]);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn, look]);
  return { known, tell };
}

/** The launches as the app knows them, live, while somebody needs them. */
function usePracticeLaunches(isNeeded: boolean): readonly Launch[] {
  const [launches, setLaunches] = useState<readonly Launch[]>([]);
  useEffect(() => {
    if (!isNeeded) return undefined;
    let isOver = false;
    const read = async () => {
      const list = await quietly(() => window.keyport.listLaunches());
      if (list !== null && !isOver) setLaunches((heard) => withHeard(list.launches, heard));
    };
    void read();
    const stop = window.keyport.onLaunchChanged((launch) =>
      setLaunches((heard) => [...heard.filter(({ launchId }) => launchId !== launch.launchId), launch]),
    );
    return () => {
      isOver = true;
      stop();
    };
  }, [isNeeded]);
  return launches.toSorted((one, other) => one.startedAt - other.startedAt);
}

/** What main tells unasked is newer than any answer to a question. */
function withHeard(listed: readonly Launch[], heard: readonly Launch[]): readonly Launch[] {
  const ids = new Set(heard.map(({ launchId }) => launchId));
  return [...listed.filter(({ launchId }) => !ids.has(launchId)), ...heard];
}

/** A drill that cannot be read is said nowhere: the Practice screen says what is wrong with practice itself. */
async function quietly<Value>(read: () => Promise<Outcome<Value>>): Promise<Value | null> {
  try {
    const outcome = await read();
    return outcome.ok ? outcome.value : null;
  } catch {
    return null;
  }
}
