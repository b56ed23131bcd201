import { useRef, type ReactNode } from 'react';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { DRILL_IDS, type DrillId } from '../../shared/practice/drills.ts';
import type { WeatherKind } from '../../shared/practice/weather.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useDrill } from '../mode/drill-context.ts';
import { nextInWords } from '../mode/drill-in-words.ts';
import { DrillUnderWayCard } from './drill-under-way.tsx';
import './drill-list.css';
import { WeatherSymbol } from './weather-symbol.tsx';

const said = words.drills;

type DrillListProps = {
  /** Where one launches; null while nothing is connected. */
  readonly region: string | null;
  readonly regions: readonly string[];
  readonly onGo: (screen: 'launch' | 'launches') => void;
  readonly onSay: (message: string) => void;
};

/** The exercises: what happens in each, what one learns, and how far one is. */
export function DrillList({ region, regions, onGo, onSay }: DrillListProps) {
  const { drill, progress, problem, isBusy, start } = useDrill();
  const list = useRef<HTMLUListElement>(null);
  // The button that was pressed is gone by then.
  const tell = (message: string) => {
    list.current?.focus();
    onSay(message);
  };
  const at = region ?? (regions.includes(USUAL_REGION) ? USUAL_REGION : (regions[0] ?? USUAL_REGION));
  return (
    <Container
      header={
        <Header variant="h2" description={said.intro}>
          {said.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {problem !== null && <ProblemAlert problem={problem} />}
        <ul ref={list} tabIndex={-1} className="drill-list" aria-label={said.title}>
          {inOrder(drill?.drill ?? null).map((id) => (
            <DrillCard
              key={id}
              id={id}
              onStart={
                drill === null && !isBusy
                  ? () => start(id, at, () => tell(said.started(said.of[id].title)))
                  : null
              }
              under={
                drill?.drill === id && progress !== null ? (
                  <DrillUnderWayCard drill={drill} progress={progress} onGo={onGo} onSay={tell} />
                ) : null
              }
            />
          ))}
        </ul>
        {drill !== null && <Box color="text-body-secondary">{said.otherFirst}</Box>}
      </SpaceBetween>
    </Container>
  );
}

/** The one that is on comes first. */
function inOrder(on: DrillId | null): readonly DrillId[] {
  return on === null ? DRILL_IDS : [on, ...DRILL_IDS.filter((id) => id !== on)];
}

/** Where nothing is chosen yet, as the account step proposes it. */
const USUAL_REGION = 'us-east-1';

const SYMBOLS: Readonly<Record<DrillId, WeatherKind>> = {
  'no-capacity': 'no-capacity',
  'no-network': 'lose-request',
  'zone-lost': 'zone-lost',
};

type DrillCardProps = {
  readonly id: DrillId;
  /** Null while one is on. */
  readonly onStart: (() => void) | null;
  /** What is shown of the drill that is on, where it is this one. */
  readonly under: ReactNode;
};

function DrillCard({ id, onStart, under }: DrillCardProps) {
  const { done, progress } = useDrill();
  const { title, what, learn, takes } = said.of[id];
  const isOn = under !== null;
  const isDone = isOn ? progress?.isDone === true : done.includes(id);
  return (
    <li className={isOn ? 'drill-card drill-card-on' : 'drill-card'}>
      <WeatherSymbol kind={SYMBOLS[id]} />
      <div className="drill-card-text">
        <h3>
          {title} <State isOn={isOn} isDone={isDone} />
        </h3>
        <p>{what}</p>
        {isOn ? under : <p className="drill-card-learn">{learn}</p>}
        {!isOn && isDone && (
          <p>
            <strong>{said.learnt}:</strong> {lessonOf(id)}
          </p>
        )}
        {!isOn && (
          <div className="drill-card-foot">
            <Button
              ariaLabel={isDone ? said.againOf(title) : said.startOf(title)}
              disabled={onStart === null}
              onClick={() => onStart?.()}
            >
              {isDone ? said.again : said.start}
            </Button>
            <Box variant="span" fontSize="body-s" color="text-body-secondary">
              {takes}
            </Box>
          </div>
        )}
      </div>
    </li>
  );
}

function State({ isOn, isDone }: { readonly isOn: boolean; readonly isDone: boolean }) {
  if (isDone) return <Badge color="green">{said.states.done}</Badge>;
  return isOn ? <Badge color="blue">{said.states.on}</Badge> : <Badge>{said.states.new}</Badge>;
}

/** Of a drill that is over nobody knows the zone any more. */
function lessonOf(id: DrillId): string {
  return nextInWords({ drill: id, zone: said.aZone, region: '' }, { step: 'learnt' });
}
