import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tiles from '@cloudscape-design/components/tiles';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { useInStore } from '../../components/in-store.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { NAME_FINDINGS, alertsOf, findingAt } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { KeychainState } from './key-keychain.tsx';
import { OwnTags } from './key-tags.tsx';

const said = words.wizard.key;

export function KeyStep(props: StepProps) {
  const { readings, findings, change } = props;
  return (
    <SpaceBetween size="l">
      <Container>
        <KeyChoice {...props} />
      </Container>
      <Container header={<Header variant="h2">{said.keychain}</Header>}>
        <KeychainState keychain={readings.keychain} />
      </Container>
      <Container>
        <FleetName {...props} />
      </Container>
      <OwnTags {...props} />
      <FindingAlerts findings={alertsOf('key', findings)} onFix={({ edit }) => change(edit)} />
    </SpaceBetween>
  );
}

function KeyChoice({ state, change }: StepProps) {
  const inStore = useInStore();
  const { key } = state.draft;
  if (key === null) return null;
  return (
    <FormField label={said.legend} description={said.type[key.type]} stretch>
      <Tiles
        value={key.kind}
        columns={2}
        items={[
          { value: 'aws-makes-it', label: inStore(said.aws), description: said.awsWhy },
          { value: 'made-here', label: said.here, description: said.hereWhy },
        ]}
        onChange={({ detail }) =>
          change({ key: { ...key, kind: detail.value === 'made-here' ? 'made-here' : 'aws-makes-it' } })
        }
      />
    </FormField>
  );
}

function FleetName({ state, readings, findings, change, goTo }: StepProps) {
  const { name, placements } = state.draft;
  const finding = name === null ? undefined : findingAt(NAME_FINDINGS, findings);
  const fix = finding?.fixes[0];
  const zone = placements?.[0]?.zoneName;
  if (readings.names.problem !== null) {
    return (
      <ProblemAlert
        problem={readings.names.problem}
        on={{ retry: readings.names.again, 'choose-account': () => goTo('account') }}
      />
    );
  }
  return (
    <FormField
      label={said.name}
      description={said.nameWhy}
      constraintText={zone === undefined || !name ? undefined : said.nameExample(name, zone)}
      errorText={finding?.sentence}
      {...(fix === undefined
        ? {}
        : { secondaryControl: <Button onClick={() => change(fix.edit)}>{fix.label}</Button> })}
    >
      {readings.names.isReading && name === null ? (
        <StatusIndicator type="loading">{said.name}</StatusIndicator>
      ) : (
        <Input
          value={name ?? ''}
          spellcheck={false}
          onChange={({ detail }) => change({ name: detail.value })}
        />
      )}
    </FormField>
  );
}
