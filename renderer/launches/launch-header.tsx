import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { actsOf, areThere, isBusy, isGone } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import type { InstanceAct, RecordFormat } from '../../shared/launches-api.ts';
import { words } from '../../shared/words/en.ts';
import { takeFocus } from '../components/take-focus.ts';
import { actsOfMachine } from './acts-of-machine.ts';
import { isPractised } from './cost-of-launch.ts';
import { standingOf } from './launch-standing.ts';

const said = words.launch;
const acts = words.launches.acts;

/** What the buttons of the header ask for. */
export type LaunchRequests = {
  readonly onBack: () => void;
  readonly onLook: () => void;
  readonly isLooking: boolean;
  readonly onRemove: () => void;
  readonly onAct: (act: InstanceAct, instanceIds: readonly string[]) => void;
  readonly onSave: (format: RecordFormat) => void;
  readonly onCode: () => void;
  readonly onForget: () => void;
  readonly onAgain: () => void;
  /** Begins with an empty wizard; null where that is not the place for it. */
  readonly onAnother: (() => void) | null;
};

type LaunchHeaderProps = LaunchRequests & { readonly launch: Launch };

/** The heading takes the focus when the page opens and when its state changes: that is the news. */
export function LaunchHeader(props: LaunchHeaderProps) {
  const { launch, onBack, onLook, isLooking, onRemove, onAnother } = props;
  const standing = standingOf(launch);
  const offered = new Set(actsOf(launch));
  return (
    <Box padding={{ top: 'm' }}>
      <SpaceBetween size="xs">
        <Button iconName="arrow-left" variant="inline-link" onClick={onBack}>
          {words.launches.back}
        </Button>
        <Header
          variant="h1"
          description={introOf(launch)}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {offered.has('look') && (
                <Button iconName="refresh" loading={isLooking} onClick={onLook}>
                  {words.launches.lookNow}
                </Button>
              )}
              <More {...props} />
              {offered.has('undo') && !isGone(launch) && !isHalfRemoved(launch) && (
                <Button onClick={onRemove}>{said.remove.open}</Button>
              )}
              {onAnother !== null && !isBusy(launch) && <Button onClick={onAnother}>{said.another}</Button>}
            </SpaceBetween>
          }
        >
          <span key={standing} ref={takeFocus} tabIndex={-1} className="page-heading breakable">
            {said.page.title[standing](launch.name)}
          </span>
        </Header>
      </SpaceBetween>
    </Box>
  );
}

/** What is asked for less often. */
function More({ launch, onAct, onSave, onCode, onForget, onAgain, onRemove }: LaunchHeaderProps) {
  const requests: Readonly<Record<string, () => void>> = {
    ...Object.fromEntries(FLEET_ACTS.map((act) => [act, () => onAct(act, idsFor(launch, act))])),
    again: onAgain,
    markdown: () => onSave('markdown'),
    json: () => onSave('json'),
    code: onCode,
    'key-pair': onRemove,
    forget: onForget,
  };
  return (
    <ButtonDropdown items={itemsOf(launch)} onItemClick={({ detail }) => requests[detail.id]?.()}>
      {acts.more}
    </ButtonDropdown>
  );
}

const FLEET_ACTS = ['stop', 'start', 'terminate'] as const;
const FLEET_WORDS = { stop: acts.stopAll, start: acts.startAll, terminate: acts.terminateAll } as const;

function itemsOf(launch: Launch): ButtonDropdownProps.Items {
  const fleet = isBusy(launch) ? [] : FLEET_ACTS.filter((act) => idsFor(launch, act).length > 0);
  const offered = new Set(actsOf(launch));
  return [
    ...fleet.map((act) => ({ id: act, text: FLEET_WORDS[act] })),
    { id: 'again', text: acts.again },
    { id: 'markdown', text: acts.saveMarkdown },
    { id: 'json', text: acts.saveJson },
    ...(areThere(launch).length > 0 && !isBusy(launch) ? [{ id: 'code', text: words.asCode.view.open }] : []),
    ...(offered.has('undo') && isGone(launch)
      ? [{ id: 'key-pair', text: words.launches.remove.keyPairOpen }]
      : []),
    ...(offered.has('undo') && !isGone(launch) && isHalfRemoved(launch)
      ? [{ id: 'key-pair', text: words.launches.remove.anew }]
      : []),
    ...(offered.has('forget') ? [{ id: 'forget', text: acts.forget }] : []),
  ];
}

/** To go on is the one way to the end of it, and stands below; to choose anew what goes is asked for less often. */
function isHalfRemoved({ state }: Launch): boolean {
  return state === 'not-removed' || state === 'half-removed';
}

function idsFor(launch: Launch, act: InstanceAct): readonly string[] {
  return areThere(launch)
    .filter(({ state }) => actsOfMachine(state).includes(act))
    .map(({ instanceId }) => instanceId);
}

/** What only practises costs nothing. */
function introOf(launch: Launch): string {
  const standing = standingOf(launch);
  return isPractised(launch) && standing === 'partly'
    ? words.practice.launch.partly
    : said.page.intro[standing];
}
