import { useState } from 'react';
import { words } from '../shared/words/en.ts';
import type { ScreenName, ScreenNavProps } from './components/screen-nav.tsx';
import { needingYou } from './vault/unfinished.ts';
import { useVault } from './vault/vault-context.ts';

export type ScreenHandle = {
  /** `unfinished` comes once, before all: what an earlier run left half done. */
  readonly current: ScreenName | 'unfinished';
  readonly go: (screen: ScreenName) => void;
  readonly nav: ScreenNavProps;
};

/** Marks that this window has begun: a page that is loaded again goes on where it was. */
const BEGUN = 'keyport:begun';

/** Which screen is shown. */
export function useScreen(found: readonly string[]): ScreenHandle {
  const isFirst = found.length > 0 && sessionStorage.getItem(BEGUN) === null;
  const [current, setCurrent] = useState<ScreenHandle['current']>(isFirst ? 'unfinished' : 'launch');
  const waiting = needingYou(useVault());
  const go = (screen: ScreenName) => {
    sessionStorage.setItem(BEGUN, 'yes');
    setCurrent(screen);
    window.scrollTo(0, 0);
  };
  return {
    current,
    go,
    nav: {
      current: current === 'unfinished' ? null : current,
      badges: waiting === 0 ? {} : { keys: words.keys.badge(waiting) },
      onGo: go,
    },
  };
}
