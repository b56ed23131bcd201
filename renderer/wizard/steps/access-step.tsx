import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tiles from '@cloudscape-design/components/tiles';
import type { LaunchPlan } from '../../../shared/launch-plan.ts';
import type { Platform } from '../../../shared/platform.ts';
import { doorsOfChosen } from '../../../shared/security-group/review-for-launch.ts';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { PortBoard } from '../../components/port-board.tsx';
import { doorsOf } from '../doors.ts';
import { boardOf, restOfBoard } from '../group-doors.ts';
import { alertsOf } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { StartScriptChoice } from './access-script.tsx';
import { ExistingGroups } from './access-groups.tsx';
import { NewGroup } from './access-new-group.tsx';

const said = words.wizard.access;

export function AccessStep(props: StepProps) {
  const { state, readings, findings, change } = props;
  const { access, image } = state.draft;
  if (access === null) return <StatusIndicator type="loading">{words.wizard.zones.reading}</StatusIndicator>;
  const platform = image?.platform ?? 'linux';
  // While the address is looked up, "nobody can log in" is true only for a moment.
  const isUndecided =
    access.kind === 'new-group'
      ? readings.address.isReading && !state.isAdminGiven
      : readings.groups.isReading;
  return (
    <SpaceBetween size="l">
      <Container>
        <SpaceBetween size="l">
          <WhichFirewall {...props} kind={access.kind} />
          {access.kind === 'new-group' ? (
            <NewGroup {...props} access={access} platform={platform} />
          ) : (
            <ExistingGroups {...props} access={access} platform={platform} />
          )}
        </SpaceBetween>
      </Container>
      <Board {...props} access={access} platform={platform} />
      <StartScriptChoice {...props} />
      <FindingAlerts
        findings={isUndecided ? [] : alertsOf('access', findings)}
        onFix={({ edit }) => change(edit)}
      />
    </SpaceBetween>
  );
}

type PartProps = StepProps & { readonly access: LaunchPlan['access']; readonly platform: Platform };

/** Asked first: all else follows from it. What was said under the other answer is kept for the way back. */
function WhichFirewall({ kind, dispatch }: StepProps & { readonly kind: LaunchPlan['access']['kind'] }) {
  const { groups } = words.wizard;
  return (
    <FormField label={groups.kind} stretch>
      <Tiles
        value={kind}
        columns={2}
        items={[
          { value: 'new-group', label: groups.newGroup, description: groups.newGroupWhy },
          { value: 'existing-group', label: groups.existing, description: groups.existingWhy },
        ]}
        onChange={({ detail }) =>
          dispatch({
            type: 'choose-firewall',
            kind: detail.value === 'existing-group' ? 'existing-group' : 'new-group',
          })
        }
      />
    </FormField>
  );
}

function Board({ access, platform, readings }: PartProps) {
  if (access.kind === 'new-group') {
    return (
      <Container>
        <PortBoard title={said.board} doors={doorsOf(access, platform)} footnote={said.allElse} />
      </Container>
    );
  }
  const known = doorsOfChosen(access, readings.groups.value);
  const { groups } = words.wizard;
  return known.length === 0 ? null : (
    <Container>
      <PortBoard title={groups.board} doors={boardOf(known, platform)} footnote={restOfBoard(known)} />
    </Container>
  );
}
