import { useRef } from 'react';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Weather, WeatherRule } from '../../shared/practice/weather.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import {
  clearTroubles,
  paceOf,
  PACES,
  removeRule,
  setPace,
  troublesOf,
  type Pace,
} from './change-weather.ts';
import { ruleInWords } from './rule-in-words.ts';
import type { PracticeHandle } from './use-practice.ts';
import './weather-now.css';
import { WeatherPicture } from './weather-picture.tsx';
import { WeatherSymbol } from './weather-symbol.tsx';

const said = words.practice.weather;
const paceSaid = words.practice.weatherOf.pace;

type WeatherNowProps = {
  readonly practice: PracticeHandle;
  readonly weather: Weather;
  /** While a dialog is open, what went wrong is said there. */
  readonly isAsking: boolean;
};

/** What goes wrong now: as a picture, and as a list of which each can be taken away. */
export function WeatherNow({ practice, weather, isAsking }: WeatherNowProps) {
  const troubles = troublesOf(weather);
  const isFair = troubles.length === 0;
  const caption = isFair ? said.fair : said.foul(troubles.length);
  const state = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone by then, or disabled.
  const change = (next: Weather, message: string) =>
    practice.change(next, message, () => state.current?.focus());
  const clear = () => change(clearTroubles(weather), said.cleared);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={said.intro}
          actions={
            <Button disabled={isFair} loading={practice.isChanging && !isAsking} onClick={clear}>
              {said.clear}
            </Button>
          }
        >
          {said.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <WeatherPicture kinds={[...new Set(troubles.map(({ rule }) => rule.kind))]} caption={caption} />
        <div ref={state} tabIndex={-1} className="weather-state">
          <StatusIndicator type={isFair ? 'success' : 'warning'}>{caption}</StatusIndicator>
          <div>{isFair ? said.fairWhy : said.foulWhy}</div>
        </div>
        {!isFair && (
          <ul className="weather-rules" aria-label={said.list}>
            {troubles.map(({ rule, index }) => (
              <RuleRow
                key={JSON.stringify([index, rule])}
                rule={rule}
                onRemove={() => change(removeRule(weather, index), said.removed(ruleInWords(rule).title))}
              />
            ))}
          </ul>
        )}
        {practice.problem !== null && !isAsking && <ProblemAlert problem={practice.problem} />}
        <PaceField
          weather={weather}
          onPace={(pace) => practice.change(setPace(weather, pace), `${paceSaid.label}: ${paceSaid[pace]}`)}
        />
      </SpaceBetween>
    </Container>
  );
}

function RuleRow({ rule, onRemove }: { readonly rule: WeatherRule; readonly onRemove: () => void }) {
  const { title, effect, scope } = ruleInWords(rule);
  return (
    <li>
      <WeatherSymbol kind={rule.kind} />
      <div className="weather-rules-text">
        <strong>{title}</strong>
        <div>
          {effect} {scope}
        </div>
      </div>
      <Button ariaLabel={said.removeOf(title, scope)} onClick={onRemove}>
        {said.remove}
      </Button>
    </li>
  );
}

type PaceFieldProps = { readonly weather: Weather; readonly onPace: (pace: Pace) => void };

function PaceField({ weather, onPace }: PaceFieldProps) {
  const pace = paceOf(weather);
  return (
    <FormField
      label={paceSaid.label}
      description={typeof pace === 'number' ? paceSaid.own(String(pace)) : paceSaid.why}
    >
      <RadioGroup
        direction="horizontal"
        value={typeof pace === 'number' ? null : pace}
        items={(Object.keys(PACES) as Pace[]).map((each) => ({ value: each, label: paceSaid[each] }))}
        onChange={({ detail }) => onPace(detail.value as Pace)}
      />
    </FormField>
  );
}
