import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ConnectedAccount } from '../../shared/account.ts';
import type { Practice } from '../../shared/practice/practice-api.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { takeFocus } from '../components/take-focus.ts';
import { useFocusBack } from '../components/use-focus-back.ts';
import { addRule } from './change-weather.ts';
import { DrillList } from './drill-list.tsx';
import { PracticeFacts } from './practice-facts.tsx';
import { PresetDialog } from './preset-dialog.tsx';
import { PresetList } from './preset-list.tsx';
import type { Preset } from './presets.ts';
import { ruleInWords } from './rule-in-words.ts';
import type { PracticeHandle } from './use-practice.ts';
import { WeatherFile } from './weather-file.tsx';
import { WeatherNow } from './weather-now.tsx';

const said = words.practice;

type PracticePageProps = {
  readonly practice: PracticeHandle;
  readonly account: ConnectedAccount | null;
  readonly onGo: (screen: 'launch' | 'launches') => void;
  readonly onSay: (message: string) => void;
  readonly onReset: () => void;
};

export function PracticePage({ practice, account, onGo, onSay, onReset }: PracticePageProps) {
  const { value, problem, isReading, again } = practice.reading;
  return (
    <ContentLayout header={<PageHeader onReset={value === null ? null : onReset} />}>
      <SpaceBetween size="l">
        {problem !== null && <ProblemAlert problem={problem} on={{ retry: again }} />}
        {value === null && isReading && <StatusIndicator type="loading">{said.page.reading}</StatusIndicator>}
        {value !== null && (
          <Opened practice={practice} value={value} account={account} onGo={onGo} onSay={onSay} />
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}

function PageHeader({ onReset }: { readonly onReset: (() => void) | null }) {
  return (
    <Box padding={{ top: 'm' }}>
      <Header
        variant="h1"
        description={said.page.intro}
        actions={onReset !== null && <Button onClick={onReset}>{said.reset.open}</Button>}
      >
        <span ref={takeFocus} tabIndex={-1} className="page-heading">
          {said.title}
        </span>
      </Header>
    </Box>
  );
}

type OpenedProps = Omit<PracticePageProps, 'onReset'> & { readonly value: Practice };

function Opened({ practice, value, account, onGo, onSay }: OpenedProps) {
  const [chosen, setChosen] = useState<Preset | null>(null);
  useFocusBack(chosen !== null);
  const close = () => {
    setChosen(null);
    practice.forget();
  };
  return (
    <SpaceBetween size="l">
      {value.setAside !== null && <SetAside why={value.setAside} />}
      <PracticeFacts value={value} />
      <DrillList region={account?.region ?? null} regions={value.regions} onGo={onGo} onSay={onSay} />
      <WeatherNow practice={practice} weather={value.weather} isAsking={chosen !== null} />
      <PresetList weather={value.weather} onChoose={setChosen} />
      <WeatherFile weather={value.weather} practice={practice} />
      {chosen !== null && (
        <PresetDialog
          preset={chosen}
          account={account}
          isBusy={practice.isChanging}
          problem={practice.problem}
          onAdd={(rule) =>
            practice.change(addRule(value.weather, rule), said.weather.added(ruleInWords(rule).title), close)
          }
          onClose={close}
        />
      )}
    </SpaceBetween>
  );
}

function SetAside({ why }: { readonly why: string }) {
  return (
    <Alert type="warning" header={said.page.setAside} statusIconAriaLabel={words.app.severity.caution}>
      {said.page.setAsideWhy}
      <ExpandableSection headerText={words.app.details}>
        <code>{why}</code>
      </ExpandableSection>
    </Alert>
  );
}
