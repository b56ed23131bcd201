import { useState, type ComponentProps } from 'react';
import { ConnectWaysContext, type ConnectWays } from './connect/connect-ways.ts';
import { GroupsScreen } from './groups/groups-screen.tsx';
import { PageFrame } from './components/page-frame.tsx';
import { useKeysAccount } from './keys/keys-account.ts';
import { KeysScreen } from './keys/keys-screen.tsx';
import { PermissionsScreen } from './permissions/permissions-screen.tsx';
import { PracticeScreen } from './practice/practice-screen.tsx';
import { UnfinishedPage } from './keys/unfinished-page.tsx';
import { waitingFlash } from './vault/waiting-flash.ts';
import { LaunchScreen } from './launch-screen.tsx';
import { LaunchesScreen } from './launches/launches-screen.tsx';
import type { ScreenHandle } from './use-screen.ts';
import { useVault } from './vault/vault-context.ts';

type ScreensProps = ComponentProps<typeof LaunchScreen> & {
  readonly screen: ScreenHandle;
  readonly found: readonly string[];
};

/** The screen that is chosen, under the bar that is always there. */
export function Screens({ screen, found, ...launch }: ScreensProps) {
  switch (screen.current) {
    case 'launch':
      return <LaunchScreen {...launch} />;
    case 'launches':
      return <Launches {...launch} screen={screen} />;
    case 'keys':
      return <Keys {...launch} screen={screen} />;
    case 'groups':
      return <Groups {...launch} screen={screen} />;
    case 'practice':
      return <Practising {...launch} screen={screen} />;
    case 'permissions':
      return (
        <PermissionsScreen
          account={launch.wizard.readings.account.value}
          onBack={screen.goBack}
          onAccount={launch.onAccount}
        />
      );
    case 'unfinished':
      return <Unfinished {...launch} screen={screen} found={found} />;
  }
}

/** Of every account: the bar says only whose wizard it is. */
function Launches({ wizard, screen, onAgain, onAccount }: Omit<ScreensProps, 'found'>) {
  const [ways] = useState<ConnectWays>({
    openGroups: () => screen.go('groups'),
    launchAnother: () => screen.go('launch'),
  });
  return (
    <ConnectWaysContext value={ways}>
      <LaunchesScreen
        accountId={wizard.readings.account.value?.accountId ?? null}
        onLaunch={() => screen.go('launch')}
        onAgain={onAgain}
        onAccount={onAccount}
      />
    </ConnectWaysContext>
  );
}

type KeysProps = Pick<ScreensProps, 'wizard' | 'screen'>;

/** The keys of the account that the wizard is about: there is one account at a time, and the bar says which. */
function Keys({ wizard, screen }: KeysProps) {
  const account = useKeysAccount(wizard.readings.account.value);
  return <KeysScreen account={account} onLaunch={() => screen.go('launch')} />;
}

/** One account and one region, as the bar says; another one begins anew. */
function Groups({ wizard, screen }: KeysProps) {
  const account = wizard.readings.account.value;
  const goLaunch = () => screen.go('launch');
  return (
    <GroupsScreen key={`${account?.sourceId} ${account?.region}`} account={account} onLaunch={goLaunch} />
  );
}

/** The weather may be of the zones that one launches into. Who is sent to launch is not shown the launch before. */
function Practising({
  wizard,
  screen,
  launchId,
  onAnother,
}: KeysProps & Pick<ScreensProps, 'launchId' | 'onAnother'>) {
  const go = (to: 'launch' | 'launches') =>
    to === 'launch' && launchId !== null ? onAnother() : screen.nav.onGo(to);
  return <PracticeScreen account={wizard.readings.account.value} onGo={go} />;
}

function Unfinished({ wizard, screen, found }: KeysProps & Pick<ScreensProps, 'found'>) {
  const account = useKeysAccount(wizard.readings.account.value);
  return (
    <PageFrame
      flashes={waitingFlash(useVault())}
      lesson={null}
      isLessonOpen={false}
      onLesson={() => undefined}
      content={
        <UnfinishedPage
          found={found}
          account={account}
          onGoOn={() => screen.go(screen.first)}
          onKeys={() => screen.go('keys')}
        />
      }
    />
  );
}
