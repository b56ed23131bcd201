import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tiles from '@cloudscape-design/components/tiles';
import type { NewGroupAccess } from '../../../shared/launch-plan.ts';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { PortBoard } from '../../components/port-board.tsx';
import { doorsOf } from '../doors.ts';
import { alertsOf } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { AdminAccess } from './access-admin.tsx';

const said = words.wizard.access;

type Access = NewGroupAccess;

export function AccessStep(props: StepProps) {
  const { state, readings, findings, change } = props;
  const { access, image } = state.draft;
  if (access === null) return <StatusIndicator type="loading">{words.wizard.zones.reading}</StatusIndicator>;
  if (access.kind === 'existing-group') return null;
  const changeAccess = (edit: Partial<Access>) => change({ access: { ...access, ...edit } });
  const platform = image?.platform ?? 'linux';
  // While the address is looked up, "nobody can log in" is true only for a moment.
  const isUndecided = readings.address.isReading && !state.isAdminGiven;
  return (
    <SpaceBetween size="l">
      <Container>
        <SpaceBetween size="l">
          <Purpose access={access} onChange={changeAccess} />
          <WebDoors access={access} onChange={changeAccess} />
          <AdminAccess {...props} access={access} platform={platform} />
        </SpaceBetween>
      </Container>
      <Container>
        <PortBoard title={said.board} doors={doorsOf(access, platform)} footnote={said.allElse} />
      </Container>
      <FindingAlerts
        findings={isUndecided ? [] : alertsOf('access', findings)}
        onFix={({ edit }) => change(edit)}
      />
    </SpaceBetween>
  );
}

type PartProps = { readonly access: Access; readonly onChange: (edit: Partial<Access>) => void };

/** Asked first: what is open follows from it. */
function Purpose({ access, onChange }: PartProps) {
  return (
    <FormField label={said.purpose} stretch>
      <Tiles
        value={access.purpose}
        columns={2}
        items={[
          { value: 'web-site', label: said.web, description: said.webWhy },
          { value: 'log-in', label: said.logIn, description: said.logInWhy },
        ]}
        onChange={({ detail }) => {
          const isWeb = detail.value === 'web-site';
          onChange({
            purpose: isWeb ? 'web-site' : 'log-in',
            httpsFromEveryone: isWeb,
            httpFromEveryone: isWeb && access.httpFromEveryone,
          });
        }}
      />
    </FormField>
  );
}

function WebDoors({ access, onChange }: PartProps) {
  return (
    <FormField label={said.everyone}>
      <SpaceBetween size="xs">
        <Checkbox
          checked={access.httpsFromEveryone}
          description={said.httpsWhy}
          onChange={({ detail }) => onChange({ httpsFromEveryone: detail.checked })}
        >
          {said.https}
        </Checkbox>
        <Checkbox
          checked={access.httpFromEveryone}
          description={said.httpWhy}
          onChange={({ detail }) => onChange({ httpFromEveryone: detail.checked })}
        >
          {said.http}
        </Checkbox>
      </SpaceBetween>
    </FormField>
  );
}
