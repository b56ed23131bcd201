import { useState } from 'react';
import type { Launch } from '../shared/launch.ts';
import { words } from '../shared/words/en.ts';
import type { ScreenName, ScreenNavProps } from './components/screen-nav.tsx';
import { isToDecide, machineCount } from './launches/launch-standing.ts';
import { useLaunches } from './launches/launches-context.ts';
import { recallOpenLaunch } from './launches/open-launch.ts';
import { useMode } from './mode/mode-context.ts';
import { remembered } from './mode/remembered.ts';
import { needingYou } from './vault/unfinished.ts';
import { useVault } from './vault/vault-context.ts';

export type ScreenHandle = {
  /** `unfinished` comes once, before all: what an earlier run left half done. `permissions` is reached from where it is asked about. */
  readonly current: ScreenName | 'permissions' | 'unfinished';
  readonly go: (screen: ScreenName | 'permissions') => void;
  /** From the permissions to where one was. */
  readonly goBack: () => void;
  /** Where one begins, once what comes before all is done. */
  readonly first: ScreenName;
  readonly nav: ScreenNavProps;
};

/** Marks that this window has begun: a page that is loaded again goes on where it was. */
const BEGUN = 'begun';

const REAL_SCREENS: readonly ScreenName[] = ['launch', 'launches', 'keys', 'groups'];
const PRACTICE_SCREENS: readonly ScreenName[] = [...REAL_SCREENS, 'practice'];

/** Which screen is shown. A launch that was left half done is shown first, unless one was at another in this window. */
export function useScreen(found: readonly string[]): ScreenHandle {
  const { mode, news } = useMode();
  const { list, show } = useLaunches();
  const launches = list?.launches ?? [];
  const begun = remembered(mode, BEGUN);
  const isNew = sessionStorage.getItem(begun) === null;
  const [first] = useState<ScreenName>(() => {
    if (news === 'reset') return 'practice';
    const isAtOne = recallOpenLaunch(mode) !== null;
    return isNew && !isAtOne && launches.some(isToDecide) ? 'launches' : 'launch';
  });
  const [current, setCurrent] = useState<ScreenHandle['current']>(
    isNew && found.length > 0 ? 'unfinished' : first,
  );
  const waiting = needingYou(useVault());
  const [before, setBefore] = useState<ScreenName>('launch');
  const go = (screen: ScreenName | 'permissions') => {
    sessionStorage.setItem(begun, 'yes');
    if (isListed(current)) setBefore(current);
    setCurrent(screen);
    window.scrollTo(0, 0);
  };
  return {
    current,
    go,
    goBack: () => go(before),
    first,
    nav: {
      screens: mode === 'practice' ? PRACTICE_SCREENS : REAL_SCREENS,
      current: isListed(current) ? current : null,
      badges: {
        ...(waiting === 0 ? {} : { keys: words.keys.badge(waiting) }),
        ...launchesBadge(launches),
      },
      onGo: (screen) => {
        if (screen === 'launches') show(null);
        go(screen);
      },
    },
  };
}

function isListed(screen: ScreenHandle['current']): screen is ScreenName {
  return screen !== 'permissions' && screen !== 'unfinished';
}

/** What has to be decided about; else what runs. */
function launchesBadge(launches: readonly Launch[]): ScreenNavProps['badges'] {
  const { needsYou, running } = words.launches.badge;
  const toDecide = launches.filter(isToDecide).length;
  if (toDecide > 0) return { launches: needsYou(toDecide) };
  const machines = launches.reduce((sum, launch) => sum + machineCount(launch).running, 0);
  return machines === 0 ? {} : { launches: running(machines) };
}
