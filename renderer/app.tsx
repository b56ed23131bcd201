import { useCallback, useEffect, useState } from 'react';
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import type { AccountChoice } from '../shared/account.ts';
import type { LaunchPlan } from '../shared/launch-plan.ts';
import type { Launch } from '../shared/launch.ts';
import { AddressNotices } from './connect/address-notices.tsx';
import { AboutModal } from './components/about-modal.tsx';
import { CrashScreen } from './components/crash-screen.tsx';
import { IdentityBar } from './components/identity-bar.tsx';
import { PermissionsContext } from './components/permissions-link.tsx';
import { WayOutContext } from './components/way-out-link.tsx';
import { ConnectionDialog } from './connection/connection-dialog.tsx';
import { StartGate } from './vault/start-gate.tsx';
import { forgetOpenLaunch, recallOpenLaunch } from './launches/open-launch.ts';
import { useLaunches } from './launches/launches-context.ts';
import { LaunchesRoot } from './launches/launches-root.tsx';
import { ReminderNotices } from './launches/reminder-notices.tsx';
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
        <StartGate>
          {(found) => (
            <LaunchesRoot>
              <Rounds found={found} />
            </LaunchesRoot>
          )}
        </StartGate>
      </QueryClientProvider>
    </CrashScreen>
  );
}

/** One launch after the other: each begins with an empty wizard, and reads anew what the last one has changed. */
function Rounds({ found }: { readonly found: readonly string[] }) {
  const queryClient = useQueryClient();
  const { mode, news } = useMode();
  const screen = useScreen(found);
  const launches = useLaunches();
  const [round, setRound] = useState<{ readonly number: number; readonly plan: LaunchPlan | null }>(
    FIRST_ROUND,
  );
  useEffect(() => {
    if (news === 'started' || news === 'stopped') document.getElementById('identity-bar')?.focus();
  }, [news]);
  const begin = (plan: LaunchPlan | null) => {
    forgetOpenLaunch(mode);
    queryClient.removeQueries({ predicate: ({ queryKey }) => CHANGED_BY_A_LAUNCH.has(queryKey[0]) });
    screen.go('launch');
    setRound({ number: round.number + 1, plan });
  };
  const showLaunches = () => {
    launches.show(null);
    screen.go('launches');
  };
  return (
    <ReminderNotices onShow={showLaunches}>
      <AddressNotices onGroups={() => screen.go('groups')}>
        <Round
          key={round.number}
          plan={round.plan}
          screen={screen}
          found={found}
          onAnother={() => begin(null)}
          onAgain={begin}
          onAll={showLaunches}
        />
      </AddressNotices>
    </ReminderNotices>
  );
}

const FIRST_ROUND = { number: 1, plan: null };

const CHANGED_BY_A_LAUNCH: ReadonlySet<unknown> = new Set([
  'accounts',
  'names',
  'network',
  'keychain',
  'launch',
  'account-keys',
  'groups-review',
  'group',
]);

type RoundProps = {
  readonly screen: ScreenHandle;
  readonly found: readonly string[];
  /** What the wizard begins with; null: with nothing. */
  readonly plan: LaunchPlan | null;
  readonly onAnother: () => void;
  readonly onAgain: (plan: LaunchPlan) => void;
  readonly onAll: () => void;
};

/** The answers of the wizard are kept here, so that one may look at the keys in between. */
function Round({ plan, screen, found, onAnother, onAgain, onAll }: RoundProps) {
  const { mode } = useMode();
  const [open, setOpen] = useState(() => recallOpenLaunch(mode));
  const wizard = useWizard(open?.choice ?? choiceOf(plan), plan);
  const about = useOutcome({ key: ['about'], read: () => window.keyport.about() });
  const [isAboutOpen, setIsAboutOpen] = useState(false);
  const [isWayOutOpen, setIsWayOutOpen] = useState(false);
  const closeWayOut = useCallback(() => setIsWayOutOpen(false), []);
  // Nothing leaves this computer while one practises.
  const showWayOut = mode === 'practice' ? null : () => setIsWayOutOpen(true);
  const closeAbout = useCallback(() => setIsAboutOpen(false), []);
  const showLaunch = ({ launchId }: Launch) => {
    const { choice } = wizard.readings;
    if (choice === null) return;
    setOpen({ launchId, choice });
  };
  const showAccount = () => {
    if (open !== null) return onAnother();
    wizard.goTo('account');
    screen.go('launch');
  };
  // Where one sees them already, nothing leads there.
  const showPermissions = screen.current === 'permissions' ? null : () => screen.go('permissions');
  return (
    <PermissionsContext value={showPermissions}>
      <WayOutContext value={showWayOut}>
        <IdentityBar
          above={<PracticeStrip />}
          isPractice={mode === 'practice'}
          screens={screen.nav}
          account={wizard.readings.account.value}
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
          onAgain={onAgain}
          onAll={onAll}
          onAccount={showAccount}
        />
        {about.value !== null && <AboutModal about={about.value} isOpen={isAboutOpen} onClose={closeAbout} />}
      </WayOutContext>
      {isWayOutOpen && <ConnectionDialog onClose={closeWayOut} />}
    </PermissionsContext>
  );
}

function choiceOf(plan: LaunchPlan | null): AccountChoice | null {
  return plan === null ? null : { sourceId: plan.account.sourceId, region: plan.account.region };
}
