import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Tiles from '@cloudscape-design/components/tiles';
import { TEMPLATE_IDS } from '../../../shared/plan-templates.ts';
import { words } from '../../../shared/words/en.ts';
import { OpenPlan } from '../open-plan.tsx';
import type { StepProps } from '../step-props.ts';
import { TemplatePicture } from './template-picture.tsx';

const said = words.planTemplates;

/** What one begins with. None is marked where the answers come from somewhere else. */
export function TemplateCards({
  state,
  readings,
  dispatch,
}: Pick<StepProps, 'state' | 'readings' | 'dispatch'>) {
  return (
    <Container
      header={<Header variant="h2">{said.title}</Header>}
      footer={<OpenPlan readings={readings} dispatch={dispatch} />}
    >
      <FormField description={said.why} stretch>
        <Tiles
          ariaLabel={said.title}
          columns={3}
          value={state.carried === null ? state.template : null}
          items={TEMPLATE_IDS.map((template) => ({
            value: template,
            label: said.names[template],
            description: said.about[template],
            image: <TemplatePicture template={template} />,
          }))}
          onChange={({ detail }) => {
            const template = TEMPLATE_IDS.find((id) => id === detail.value);
            if (template !== undefined) dispatch({ type: 'choose-template', template });
          }}
        />
      </FormField>
    </Container>
  );
}
