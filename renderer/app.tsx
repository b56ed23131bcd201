import { useCallback, useState } from 'react';
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import AppLayout from '@cloudscape-design/components/app-layout';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { ANSWER_NAMES } from '../shared/finding.ts';
import type { Launch } from '../shared/launch.ts';
import { words } from '../shared/words/en.ts';
import { AboutModal } from './components/about-modal.tsx';
import { CrashScreen } from './components/crash-screen.tsx';
import { IdentityBar } from './components/identity-bar.tsx';
import { LessonPanel } from './components/lesson-panel.tsx';
import { forgetOpenLaunch, recallOpenLaunch, rememberOpenLaunch } from './launches/open-launch.ts';
import { LaunchPage } from './launches/launch-page.tsx';
import { createQueryClient } from './query-client.ts';
import { useOutcome } from './use-outcome.ts';
import { useWizard } from './wizard/use-wizard.ts';
import { LaunchWizard } from './wizard/wizard.tsx';

export function App() {
  const [queryClient] = useState(createQueryClient);
  return (
    <CrashScreen>
      <QueryClientProvider client={queryClient}>
        <I18nProvider locale="en" messages={[messages]}>
          <Rounds />
        </I18nProvider>
      </QueryClientProvider>
    </CrashScreen>
  );
}

/** One launch after the other: each begins with an empty wizard, and reads anew what the last one has changed. */
function Rounds() {
  const queryClient = useQueryClient();
  const [round, setRound] = useState(1);
  const begin = () => {
    queryClient.removeQueries({ predicate: ({ queryKey }) => CHANGED_BY_A_LAUNCH.has(queryKey[0]) });
    setRound(round + 1);
  };
  const startAnother = () => {
    forgetOpenLaunch();
    begin();
  };
  const openLaunch = ({ launchId, region, account }: Launch) => {
    rememberOpenLaunch({ launchId, choice: { sourceId: account.sourceId, region } });
    begin();
  };
  return <Screen key={round} onAnother={startAnother} onOpen={openLaunch} />;
}

const CHANGED_BY_A_LAUNCH: ReadonlySet<unknown> = new Set([
  'accounts',
  'names',
  'network',
  'keychain',
  'launches',
  'launch',
]);

type ScreenProps = { readonly onAnother: () => void; readonly onOpen: (launch: Launch) => void };

function Screen({ onAnother, onOpen }: ScreenProps) {
  const [open, setOpen] = useState(recallOpenLaunch);
  const wizard = useWizard(open?.choice ?? null);
  const about = useOutcome({ key: ['about'], read: () => window.keyport.about() });
  const launches = useOutcome({ key: ['launches'], read: () => window.keyport.listLaunches() });
  const [isAboutOpen, setIsAboutOpen] = useState(false);
  const [isLessonOpen, setIsLessonOpen] = useState(false);
  const closeAbout = useCallback(() => setIsAboutOpen(false), []);
  const answer = ANSWER_NAMES[wizard.state.stepIndex] ?? 'account';
  const isWizard = open === null;
  const showLaunch = ({ launchId }: Launch) => {
    const { choice } = wizard.readings;
    if (choice === null) return;
    setOpen({ launchId, choice });
  };
  return (
    <>
      <IdentityBar
        account={wizard.readings.account.value}
        launches={(launches.value ?? []).filter(({ launchId }) => launchId !== open?.launchId)}
        onLaunch={onOpen}
        isStandIn={about.value?.isStandIn ?? false}
        onAbout={() => setIsAboutOpen(true)}
      />
      <AppLayout
        contentType={isWizard ? 'wizard' : 'default'}
        headerSelector="#identity-bar"
        navigationHide
        toolsHide={!isWizard}
        toolsOpen={isLessonOpen}
        onToolsChange={({ detail }) => setIsLessonOpen(detail.open)}
        tools={<LessonPanel answer={answer} />}
        ariaLabels={{
          tools: words.app.help.panel,
          toolsToggle: words.app.help.open,
          toolsClose: words.app.help.close,
          notifications: words.app.layout.notifications,
        }}
        content={
          isWizard ? (
            <LaunchWizard wizard={wizard} onLaunched={showLaunch} onLesson={() => setIsLessonOpen(true)} />
          ) : (
            <LaunchPage launchId={open.launchId} onAnother={onAnother} />
          )
        }
      />
      {about.value !== null && <AboutModal about={about.value} isOpen={isAboutOpen} onClose={closeAbout} />}
    </>
  );
}
