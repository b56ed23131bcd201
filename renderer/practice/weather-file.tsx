import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { Weather } from '../../shared/practice/weather.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import type { PracticeHandle } from './use-practice.ts';
import { readWeatherText, weatherText } from './weather-text.ts';
import './weather-file.css';

const said = words.practice.file;

const FEWEST_ROWS = 6;
const MOST_ROWS = 24;

type WeatherFileProps = { readonly weather: Weather; readonly practice: PracticeHandle };

/** The weather as a text that one may change: everything that a weather file can say. */
export function WeatherFile({ weather, practice }: WeatherFileProps) {
  const now = weatherText(weather);
  /** Null: as it is now. */
  const [edited, setEdited] = useState<string | null>(null);
  const typed = edited ?? now;
  const read = readWeatherText(typed);
  const rows = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, typed.split('\n').length + 1));
  return (
    <ExpandableSection variant="container" headerText={said.title} headerDescription={said.why}>
      <SpaceBetween size="s">
        <FormField
          stretch
          label={said.label}
          description={said.hint}
          errorText={read.ok ? undefined : <Wrong text={read.wrong} />}
        >
          <div className="weather-file">
            <Textarea
              value={typed}
              rows={rows}
              spellcheck={false}
              onChange={({ detail }) => setEdited(detail.value)}
            />
          </div>
        </FormField>
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            disabled={!read.ok || typed === now}
            onClick={() => {
              if (!read.ok) return;
              practice.change(read.weather, words.practice.weather.changed, () => setEdited(null));
            }}
          >
            {said.submit}
          </Button>
          <Button variant="link" disabled={typed === now} onClick={() => setEdited(null)}>
            {said.back}
          </Button>
        </SpaceBetween>
        {practice.problem !== null && <ProblemAlert problem={practice.problem} />}
      </SpaceBetween>
    </ExpandableSection>
  );
}

/** Where it is wrong stands on a line of its own. */
function Wrong({ text }: { readonly text: string }) {
  return <span className="weather-file-wrong">{text}</span>;
}
