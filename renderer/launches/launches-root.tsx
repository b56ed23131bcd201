import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Launch } from '../../shared/launch.ts';
import type { LaunchList } from '../../shared/launches-api.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { useAct } from '../use-act.ts';
import { useOutcome } from '../use-outcome.ts';
import { LaunchesContext, type LaunchesHandle } from './launches-context.ts';

const KEY = ['launches'] as const;

/** Reads the launches once and hears of every change from then on: whichever screen is shown knows what runs. */
export function LaunchesRoot({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient();
  const read = useOutcome({ key: KEY, read: () => window.keyport.listLaunches() });
  const [shownId, show] = useState<string | null>(null);
  const [isKnown, setIsKnown] = useState(false);
  const act = useAct();
  const keep = useCallback(
    (list: LaunchList) => queryClient.setQueryData<Outcome<LaunchList>>(KEY, succeeded(list)),
    [queryClient],
  );
  useEffect(
    () =>
      window.keyport.onLaunchChanged((launch) =>
        queryClient.setQueryData<Outcome<LaunchList>>(KEY, (known) =>
          known?.ok === true ? succeeded(withLaunch(known.value, launch)) : known,
        ),
      ),
    [queryClient],
  );
  const handle: LaunchesHandle = {
    list: read.value,
    problem: read.problem ?? act.problem,
    isReading: read.isReading,
    again: read.again,
    look: () => act.run(() => window.keyport.lookAtLaunches({ launchIds: null }), keep),
    isLooking: act.isBusy,
    keep,
    shownId,
    show,
  };
  // Where one begins depends on what was left half done.
  if (!isKnown && (read.value !== null || read.problem !== null)) setIsKnown(true);
  if (!isKnown) return <StatusIndicator type="loading">{words.launches.reading}</StatusIndicator>;
  return <LaunchesContext value={handle}>{children}</LaunchesContext>;
}

/** The newest is told last, and stands last where it is new. */
export function withLaunch(list: LaunchList, launch: Launch): LaunchList {
  const index = list.launches.findIndex(({ launchId }) => launchId === launch.launchId);
  const launches = index === -1 ? [...list.launches, launch] : list.launches.with(index, launch);
  return { ...list, launches };
}
