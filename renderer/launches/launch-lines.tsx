import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { isBusy as isWorkedOn } from '../../shared/launch-acts.ts';
import type { Launch, LaunchLine } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { elapsed } from './elapsed.ts';
import { isOfEnded, isUnderWay, isUnseen, isWatch, progressOf } from './watched-lines.ts';
import { noteInWords } from './what-is-there.ts';
import { useNow } from '../use-now.ts';
import './launches.css';

const said = words.launch.page;

/** One line per thing made: its state, how long it took, its id in AWS. An undo has lines of its own, and comes first. */
export function LaunchLines({ launch }: { readonly launch: Launch }) {
  const made = launch.lines.filter(
    (line) => line.kind !== 'undo' && !isUnseen(line) && !(isWatch(line) && isOfEnded(line, launch)),
  );
  const undone = launch.lines.filter(({ kind }) => kind === 'undo');
  if (undone.length === 0) {
    const isBusy = isWorkedOn(launch);
    return (
      <Lines launch={launch} title={isBusy ? said.lines : said.linesAfter} lines={made} isBusy={isBusy} />
    );
  }
  const isBusy = launch.state === 'removing';
  return (
    <SpaceBetween size="l">
      <Lines
        launch={launch}
        title={isBusy ? said.undoLines : said.undoLinesAfter}
        lines={undone}
        isBusy={isBusy}
      />
      <ExpandableSection headerText={said.madeBefore}>
        <Lines launch={launch} title={said.linesAfter} lines={made} isBusy={false} />
      </ExpandableSection>
    </SpaceBetween>
  );
}

type LinesProps = {
  readonly launch: Launch;
  readonly title: string;
  readonly lines: readonly LaunchLine[];
  readonly isBusy: boolean;
};

function Lines({ launch, title, lines, isBusy }: LinesProps) {
  const now = useNow(lines.some((line) => isUnderWay(line, isBusy)));
  const progress = progressOf(lines);
  return (
    <>
      <LiveRegion hidden>{isBusy ? progress : ''}</LiveRegion>
      <Table
        header={
          <Header variant="h2" counter={`(${progress})`}>
            {title}
          </Header>
        }
        items={lines}
        trackBy="id"
        wrapLines
        empty={said.starting}
        ariaLabels={{ tableLabel: title }}
        columnDefinitions={columnsAt(launch, now, isBusy)}
      />
    </>
  );
}

function columnsAt(
  launch: Launch,
  now: number,
  isBusy: boolean,
): readonly TableProps.ColumnDefinition<LaunchLine>[] {
  return [
    { id: 'what', header: said.columns.what, cell: ({ label }) => label, isRowHeader: true },
    {
      id: 'state',
      minWidth: 170,
      header: said.columns.state,
      cell: (line) => (
        <div className="line-state">
          <LineState line={line} isBusy={isBusy} isEnded={line.state === 'done' && isOfEnded(line, launch)} />
        </div>
      ),
    },
    { id: 'time', header: said.columns.time, cell: (line) => elapsed(line, now) ?? said.none },
    { id: 'id', header: said.columns.id, cell: ({ resourceId }) => <Id id={resourceId} /> },
  ];
}

function Id({ id }: { readonly id: string | null }) {
  return id === null ? said.none : <code>{id}</code>;
}

type LineStateProps = { readonly line: LaunchLine; readonly isBusy: boolean; readonly isEnded: boolean };

/** Where nobody works any more, what was under way is not known; of what was only watched, what was seen last. */
function LineState({ line, isBusy, isEnded }: LineStateProps) {
  if (isEnded) return <StatusIndicator type="stopped">{said.states.ended}</StatusIndicator>;
  if (line.state === 'working' && !isUnderWay(line, isBusy)) {
    return <StatusIndicator type="stopped">{said.states.interrupted}</StatusIndicator>;
  }
  const state = said.states[isWatch(line) && line.state === 'skipped' ? 'lastSeen' : line.state];
  return (
    <StatusIndicator type={INDICATORS[line.state]}>
      {line.note === null ? state : said.stateNote(state, noteInWords(line.note))}
    </StatusIndicator>
  );
}

const INDICATORS: Readonly<Record<LaunchLine['state'], StatusIndicatorProps.Type>> = {
  waiting: 'pending',
  working: 'loading',
  done: 'success',
  failed: 'error',
  skipped: 'stopped',
};
