import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { words } from '../../../shared/words/en.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { useInStore } from '../../components/in-store.ts';
import { alertsOf } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { KeychainState } from './key-keychain.tsx';
import { FleetNames } from './fleet-names.tsx';

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
      <FleetNames {...props} />
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
