import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { words } from '../../../shared/words/en.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { NAME_FINDINGS, findingAt } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { OwnTags } from './fleet-tags.tsx';

const said = words.wizard.key;

/** What everything that the launch makes is called, and the labels it carries. */
export function FleetNames(props: StepProps) {
  return (
    <Container header={<Header variant="h2">{said.names}</Header>}>
      <SpaceBetween size="m">
        <FleetName {...props} />
        <OwnTags {...props} />
      </SpaceBetween>
    </Container>
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
