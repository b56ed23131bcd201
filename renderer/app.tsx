import { useCallback, useEffect, useState } from 'react';
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import type { Launch } from '../shared/launch.ts';
import { AboutModal } from './components/about-modal.tsx';
import { CrashScreen } from './components/crash-screen.tsx';
import { IdentityBar } from './components/identity-bar.tsx';
import { StartGate } from './vault/start-gate.tsx';
import { forgetOpenLaunch, recallOpenLaunch, rememberOpenLaunch } from './launches/open-launch.ts';
import { useMode } from './mode/mode-context.ts';
import { ModeRoot } from './mode/mode-root.tsx';
import { PracticeStrip } from './mode/practice-strip.tsx';
import { createQueryClient } from './query-client.ts';
import { Screens } from './screens.tsx';
import { useOutcome } from './use-outcome.ts';
import { useScreen, type ScreenHandle } from './use-screen.ts';
import { useWizard } from './wizard/use-wizard.ts';

export function App() {
  return (
    <CrashScreen above={null}>
      <I18nProvider locale="en" messages={[messages]}>
        <ModeRoot>
          <InOneMode />
        </ModeRoot>
      </I18nProvider>
    </CrashScreen>
  );
}

/** All that is read and answered belongs to one mode, and ends with it. */
function InOneMode() {
  const [queryClient] = useState(createQueryClient);
  return (
    <CrashScreen above={<PracticeStrip />}>
      <QueryClientProvider client={queryClient}>
        <StartGate>{(found) => <Rounds found={found} />}</StartGate>
      </QueryClientProvider>
    </CrashScreen>
  );
}

/** One launch after the other: each begins with an empty wizard, and reads anew what the last one has changed. */
function Rounds({ found }: { readonly found: readonly string[] }) {
  const queryClient = useQueryClient();
  const { mode, news } = useMode();
  const screen = useScreen(found);
  const [round, setRound] = useState(1);
  useEffect(() => {
    if (news === 'started' || news === 'stopped') document.getElementById('identity-bar')?.focus();
  }, [news]);
  const begin = () => {
    queryClient.removeQueries({ predicate: ({ queryKey }) => CHANGED_BY_A_LAUNCH.has(queryKey[0]) });
    screen.go('launch');
    setRound(round + 1);
  };
  const startAnother = () => {
    forgetOpenLaunch(mode);
    begin();
  };
  const openLaunch = ({ launchId, region, account }: Launch) => {
    rememberOpenLaunch(mode, { launchId, choice: { sourceId: account.sourceId, region } });
    begin();
  };
  return <Round key={round} screen={screen} found={found} onAnother={startAnother} onOpen={openLaunch} />;
}

const CHANGED_BY_A_LAUNCH: ReadonlySet<unknown> = new Set([
  'accounts',
  'names',
  'network',
  'keychain',
  'launches',
  'launch',
  'account-keys',
  'groups-review',
  'group',
]);

type RoundProps = {
  readonly screen: ScreenHandle;
  readonly found: readonly string[];
  readonly onAnother: () => void;
  readonly onOpen: (launch: Launch) => void;
};

/** The answers of the wizard are kept here, so that one may look at the keys in between. */
function Round({ screen, found, onAnother, onOpen }: RoundProps) {
  const { mode } = useMode();
  const [open, setOpen] = useState(() => recallOpenLaunch(mode));
  const wizard = useWizard(open?.choice ?? null);
  const about = useOutcome({ key: ['about'], read: () => window.keyport.about() });
  const launches = useOutcome({ key: ['launches'], read: () => window.keyport.listLaunches() });
  const [isAboutOpen, setIsAboutOpen] = useState(false);
  const closeAbout = useCallback(() => setIsAboutOpen(false), []);
  const showLaunch = ({ launchId }: Launch) => {
    const { choice } = wizard.readings;
    if (choice === null) return;
    setOpen({ launchId, choice });
  };
  return (
    <>
      <IdentityBar
        above={<PracticeStrip />}
        isPractice={mode === 'practice'}
        screens={screen.nav}
        account={wizard.readings.account.value}
        launches={(launches.value?.launches ?? []).filter(({ launchId }) => launchId !== open?.launchId)}
        onLaunch={onOpen}
        isStandIn={about.value?.isStandIn ?? false}
        onAbout={() => setIsAboutOpen(true)}
      />
      <Screens
        screen={screen}
        found={found}
        wizard={wizard}
        launchId={open?.launchId ?? null}
        onLaunched={showLaunch}
        onAnother={onAnother}
      />
      {about.value !== null && <AboutModal about={about.value} isOpen={isAboutOpen} onClose={closeAbout} />}
    </>
  );
}
