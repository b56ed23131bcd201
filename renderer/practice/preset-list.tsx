import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { MOST_RULES, type Weather } from '../../shared/practice/weather.ts';
import { words } from '../../shared/words/en.ts';
import { PRESETS, type Preset } from './presets.ts';
import './preset-list.css';
import { WeatherSymbol } from './weather-symbol.tsx';

const said = words.practice;

type PresetListProps = { readonly weather: Weather; readonly onChoose: (preset: Preset) => void };

/** What can be made to go wrong, each in a sentence, with what one learns from it. */
export function PresetList({ weather, onChoose }: PresetListProps) {
  const isFull = weather.length >= MOST_RULES;
  return (
    <Container
      header={
        <Header variant="h2" description={said.weather.addIntro}>
          {said.weather.addTitle}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {isFull && <div>{said.weather.full(MOST_RULES)}</div>}
        <ul className="preset-list">
          {PRESETS.map((preset) => (
            <PresetCard
              key={preset.kind}
              preset={preset}
              isOn={weather.some(({ kind }) => kind === preset.kind)}
              onChoose={isFull ? null : () => onChoose(preset)}
            />
          ))}
        </ul>
      </SpaceBetween>
    </Container>
  );
}

type PresetCardProps = {
  readonly preset: Preset;
  readonly isOn: boolean;
  readonly onChoose: (() => void) | null;
};

function PresetCard({ preset, isOn, onChoose }: PresetCardProps) {
  const { title, what, learn } = said.weatherOf.kinds[preset.kind];
  return (
    <li className={isOn ? 'preset-card preset-card-on' : 'preset-card'}>
      <WeatherSymbol kind={preset.kind} />
      <div className="preset-card-text">
        <h3>
          {title}
          {isOn && <Badge color="blue">{said.weather.isOn}</Badge>}
        </h3>
        <p>{what}</p>
        <p className="preset-card-learn">{learn}</p>
        <Button
          ariaLabel={said.weather.addOf(title)}
          disabled={onChoose === null}
          onClick={() => onChoose?.()}
        >
          {said.weather.add}
        </Button>
      </div>
    </li>
  );
}
