import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Launch, LaunchLine } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { elapsed } from './elapsed.ts';
import { useNow } from './use-now.ts';

const said = words.launch.page;

/** One line per thing made: its state, how long it took, its id in AWS. */
export function LaunchLines({ launch }: { readonly launch: Launch }) {
  const isBusy = launch.state === 'working' || launch.state === 'removing';
  const now = useNow(isBusy);
  const title = isBusy ? said.lines : said.linesAfter;
  const done = launch.lines.filter(({ state }) => state === 'done').length;
  return (
    <SpaceBetween size="xs">
      <LiveRegion hidden>{said.progress(done, launch.lines.length)}</LiveRegion>
      <Table
        header={
          <Header variant="h2" counter={`(${said.progress(done, launch.lines.length)})`}>
            {title}
          </Header>
        }
        items={launch.lines}
        trackBy="id"
        wrapLines
        empty={said.starting}
        ariaLabels={{ tableLabel: title }}
        columnDefinitions={columnsAt(now)}
      />
    </SpaceBetween>
  );
}

function columnsAt(now: number): readonly TableProps.ColumnDefinition<LaunchLine>[] {
  return [
    { id: 'what', header: said.columns.what, cell: ({ label }) => label, isRowHeader: true },
    { id: 'state', header: said.columns.state, cell: (line) => <LineState line={line} /> },
    { id: 'time', header: said.columns.time, cell: (line) => elapsed(line, now) ?? said.none },
    { id: 'id', header: said.columns.id, cell: ({ resourceId }) => <Id id={resourceId} /> },
  ];
}

function Id({ id }: { readonly id: string | null }) {
  return id === null ? said.none : <code>{id}</code>;
}

function LineState({ line }: { readonly line: LaunchLine }) {
  const state = said.states[line.state];
  return (
    <StatusIndicator type={INDICATORS[line.state]}>
      {line.note === null ? state : said.stateNote(state, line.note)}
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
