import { useCallback, useEffect, useRef, useState } from 'react';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { PageFrame } from '../components/page-frame.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useFlashes } from '../use-flashes.ts';
import { linkIdOf } from './launch-columns.tsx';
import type { LaunchDialog } from './launch-dialog.ts';
import { LaunchDialogs } from './launch-dialogs.tsx';
import { LaunchPage } from './launch-page.tsx';
import { useLaunches } from './launches-context.ts';
import { LaunchesPage } from './launches-page.tsx';
import './launches.css';

type LaunchesScreenProps = {
  /** The account of the bar above; null while none has answered. */
  readonly accountId: string | null;
  readonly onLaunch: () => void;
  readonly onAgain: (plan: LaunchPlan) => void;
  readonly onAccount: () => void;
};

/** Everything that was launched, and the one launch that is looked at. AWS is asked what is there as the screen opens. */
export function LaunchesScreen({ accountId, onLaunch, onAgain, onAccount }: LaunchesScreenProps) {
  const [dialog, setDialog] = useState<LaunchDialog | null>(null);
  const { flashes, say } = useFlashes();
  const { shownId, open, close } = useShownLaunch();
  useFocusBack(dialog !== null);
  useLookOnce();
  return (
    <>
      <PageFrame
        flashes={flashes}
        lesson={null}
        isLessonOpen={false}
        onLesson={() => undefined}
        content={
          <>
            {/* The list stays as it was left: its filter, its page, its order. */}
            <div hidden={shownId !== null}>
              <LaunchesPage isShown={shownId === null} onOpen={open} onAsk={setDialog} onLaunch={onLaunch} />
            </div>
            {shownId !== null && (
              <LaunchPage
                key={shownId}
                launchId={shownId}
                accountId={accountId}
                onBack={close}
                onAnother={null}
                onAgain={onAgain}
                onAccount={onAccount}
                onSay={say}
              />
            )}
          </>
        }
      />
      <LaunchDialogs dialog={dialog} onClose={() => setDialog(null)} />
    </>
  );
}

/** Going back leads to the place in the list that one came from. */
function useShownLaunch() {
  const { shownId, show } = useLaunches();
  const scrolledTo = useRef(0);
  const open = useCallback(
    (launchId: string) => {
      scrolledTo.current = window.scrollY;
      show(launchId);
      window.scrollTo(0, 0);
    },
    [show],
  );
  const close = () => {
    const id = shownId;
    show(null);
    requestAnimationFrame(() => {
      window.scrollTo(0, scrolledTo.current);
      if (id === null) return;
      const link = document.querySelector<HTMLElement>(`#${CSS.escape(linkIdOf(id))} a`);
      (link ?? document.querySelector<HTMLElement>('.page-heading'))?.focus();
    });
  };
  return { shownId, open, close };
}

/** Asks as soon as there is something to ask about. */
function useLookOnce(): void {
  const { list, look } = useLaunches();
  const hasLooked = useRef(false);
  const isWanted = (list?.launches.length ?? 0) > 0;
  useEffect(() => {
    if (!isWanted || hasLooked.current) return;
    hasLooked.current = true;
    look();
  }, [isWanted, look]);
}
