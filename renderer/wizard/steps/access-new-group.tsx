import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import type { NewGroupAccess } from '../../../shared/launch-plan.ts';
import type { Platform } from '../../../shared/platform.ts';
import { words } from '../../../shared/words/en.ts';
import type { StepProps } from '../step-props.ts';
import { AdminAccess } from './access-admin.tsx';

const said = words.wizard.access;

type NewGroupProps = StepProps & { readonly access: NewGroupAccess; readonly platform: Platform };

/** Which doors the group that is made for this fleet opens, and to whom. */
export function NewGroup(props: NewGroupProps) {
  const { access, platform, change } = props;
  const changeAccess = (edit: Partial<NewGroupAccess>) => change({ access: { ...access, ...edit } });
  return (
    <SpaceBetween size="l">
      <Purpose access={access} platform={platform} onChange={changeAccess} />
      <WebDoors access={access} onChange={changeAccess} />
      <AdminAccess {...props} />
    </SpaceBetween>
  );
}

type PartProps = {
  readonly access: NewGroupAccess;
  readonly onChange: (edit: Partial<NewGroupAccess>) => void;
};

/** What is open follows from it. */
function Purpose({ access, platform, onChange }: PartProps & { readonly platform: Platform }) {
  const isDesktop = platform === 'windows';
  return (
    <FormField label={said.purpose} stretch>
      <Tiles
        value={access.purpose}
        columns={2}
        items={[
          { value: 'web-site', label: said.web, description: said.webWhy },
          {
            value: 'log-in',
            label: isDesktop ? said.desktop : said.logIn,
            description: isDesktop ? said.desktopWhy : said.logInWhy,
          },
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
