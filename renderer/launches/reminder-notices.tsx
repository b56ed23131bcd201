import { useState, type ReactNode } from 'react';
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { costInWords } from '../../shared/money.ts';
import { reminderOf, type RunningReminder } from '../../shared/running-reminder.ts';
import { words } from '../../shared/words/en.ts';
import { ago } from '../components/moment.ts';
import { NoticesContext } from '../components/notices-context.ts';
import { useMode } from '../mode/mode-context.ts';
import { openLink } from '../open-link.ts';
import { useNow } from '../use-now.ts';
import { useLaunches } from './launches-context.ts';

const said = words.launches.reminder;

const MINUTE_MS = 60_000;

type ReminderNoticesProps = { readonly onShow: () => void; readonly children: ReactNode };

/** On every screen: what has been running for more than a day. Dismissed, it comes back when there is more of it. */
export function ReminderNotices({ onShow, children }: ReminderNoticesProps) {
  const { list } = useLaunches();
  const now = useNow(true, MINUTE_MS);
  const isPractice = useMode().mode === 'practice';
  const [dismissed, setDismissed] = useState(0);
  const reminder = reminderOf(list?.launches ?? [], now);
  const isShown = reminder !== null && reminder.machines > dismissed;
  const notices = isShown
    ? [reminderFlash(reminder, { now, isPractice, onShow, onDismiss: () => setDismissed(reminder.machines) })]
    : NONE;
  return <NoticesContext value={notices}>{children}</NoticesContext>;
}

const NONE: readonly FlashbarProps.MessageDefinition[] = [];

type ReminderDetails = {
  readonly now: number;
  readonly isPractice: boolean;
  readonly onShow: () => void;
  readonly onDismiss: () => void;
};

function reminderFlash(
  { machines, since, soFar }: RunningReminder,
  { now, isPractice, onShow, onDismiss }: ReminderDetails,
): FlashbarProps.MessageDefinition {
  const cost = costInWords({ perHour: null, perMonth: null, soFar, snapshotsNotCounted: 0 }).soFar;
  const sentences = isPractice
    ? [said.since(ago(new Date(since).toISOString(), now)), said.practice]
    : [said.since(ago(new Date(since).toISOString(), now)), said.cost(cost), said.closed];
  return {
    id: 'running',
    type: isPractice ? 'info' : 'warning',
    header: said.title(machines),
    content: sentences.join(' '),
    action: (
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onShow}>{said.show}</Button>
        {!isPractice && (
          <Button iconName="external" iconAlign="right" onClick={() => openLink('aws-budgets')}>
            {said.budgets}
          </Button>
        )}
      </SpaceBetween>
    ),
    dismissible: true,
    dismissLabel: said.dismiss,
    statusIconAriaLabel: isPractice ? words.app.severity.note : words.app.severity.caution,
    onDismiss,
  };
}
