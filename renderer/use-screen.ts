import { useState } from 'react';
import { words } from '../shared/words/en.ts';
import type { ScreenName, ScreenNavProps } from './components/screen-nav.tsx';
import { useMode } from './mode/mode-context.ts';
import { remembered } from './mode/remembered.ts';
import { needingYou } from './vault/unfinished.ts';
import { useVault } from './vault/vault-context.ts';

export type ScreenHandle = {
  /** `unfinished` comes once, before all: what an earlier run left half done. */
  readonly current: ScreenName | 'unfinished';
  readonly go: (screen: ScreenName) => void;
  readonly nav: ScreenNavProps;
};

/** Marks that this window has begun: a page that is loaded again goes on where it was. */
const BEGUN = 'begun';

const REAL_SCREENS: readonly ScreenName[] = ['launch', 'keys', 'groups'];
const PRACTICE_SCREENS: readonly ScreenName[] = [...REAL_SCREENS, 'practice'];

/** Which screen is shown. */
export function useScreen(found: readonly string[]): ScreenHandle {
  const { mode, news } = useMode();
  const begun = remembered(mode, BEGUN);
  const isFirst = found.length > 0 && sessionStorage.getItem(begun) === null;
  const first = news === 'reset' ? 'practice' : 'launch';
  const [current, setCurrent] = useState<ScreenHandle['current']>(isFirst ? 'unfinished' : first);
  const waiting = needingYou(useVault());
  const go = (screen: ScreenName) => {
    sessionStorage.setItem(begun, 'yes');
    setCurrent(screen);
    window.scrollTo(0, 0);
  };
  return {
    current,
    go,
    nav: {
      screens: mode === 'practice' ? PRACTICE_SCREENS : REAL_SCREENS,
      current: current === 'unfinished' ? null : current,
      badges: waiting === 0 ? {} : { keys: words.keys.badge(waiting) },
      onGo: go,
    },
  };
}
