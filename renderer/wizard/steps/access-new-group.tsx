import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import type { NewGroupAccess } from '../../../shared/launch-plan.ts';
import type { Platform } from '../../../shared/platform.ts';
import { scriptFor } from '../../../shared/start-script.ts';
import { words } from '../../../shared/words/en.ts';
import type { StepProps } from '../step-props.ts';
import { AdminAccess } from './access-admin.tsx';

const said = words.wizard.access;

type NewGroupProps = StepProps & { readonly access: NewGroupAccess; readonly platform: Platform };

/** Which doors the group that is made for this fleet opens, and to whom. */
export function NewGroup(props: NewGroupProps) {
  const { access, change } = props;
  const changeAccess = (edit: Partial<NewGroupAccess>) => change({ access: { ...access, ...edit } });
  return (
    <SpaceBetween size="l">
      <Purpose {...props} />
      <WebDoors access={access} onChange={changeAccess} />
      <AdminAccess {...props} />
    </SpaceBetween>
  );
}

type PartProps = {
  readonly access: NewGroupAccess;
  readonly onChange: (edit: Partial<NewGroupAccess>) => void;
};

/** What is open follows from it, and what the machines show there; a script of the person's own stays. */
function Purpose({ access, platform, state, change }: NewGroupProps) {
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
          const chosen: NewGroupAccess = {
            ...access,
            purpose: isWeb ? 'web-site' : 'log-in',
            httpsFromEveryone: isWeb,
            httpFromEveryone: isWeb && access.httpFromEveryone,
          };
          const isOwn = state.draft.script?.kind === 'own';
          change({ access: chosen, ...(isOwn ? {} : { script: scriptFor({ access: chosen }) }) });
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
