import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { readPublicAddress } from '../../../shared/address.ts';
import type { NewGroupAccess } from '../../../shared/launch-plan.ts';
import type { Platform } from '../../../shared/platform.ts';
import { usesSessionManager } from '../../../shared/session-manager.ts';
import { words } from '../../../shared/words/en.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import type { StepProps } from '../step-props.ts';
import { SessionProfile } from './access-session.tsx';

const said = words.wizard.access;

type AdminAccessProps = StepProps & {
  readonly access: NewGroupAccess;
  readonly platform: Platform;
};

/** Who may log in: exactly one address, nobody by a port but through Session Manager, or nobody. Nothing else can be said here. */
export function AdminAccess(props: AdminAccessProps) {
  const { access, platform, readings, dispatch, change } = props;
  const { address } = readings;
  const isMine = access.adminAddress !== null;
  const isSession = usesSessionManager(access);
  const give = (adminAddress: string | null) =>
    dispatch({ type: 'give-admin-address', address: adminAddress });
  const choose = (way: string) => {
    const { instanceProfile: _profile, ...without } = access;
    const adminAddress = way === 'mine' ? (address.value?.address ?? '') : null;
    give(adminAddress);
    change({
      access:
        way === 'session'
          ? { ...without, adminAddress, instanceProfile: null }
          : { ...without, adminAddress },
    });
  };
  return (
    <SpaceBetween size="m">
      <FormField label={said.admin(said.ruleOf[platform])}>
        <RadioGroup
          value={isSession ? 'session' : isMine || address.isReading ? 'mine' : 'nobody'}
          items={[
            { value: 'mine', label: said.adminMine, description: said.adminMineWhy },
            {
              value: 'session',
              label: words.sessionManager.choice,
              description: words.sessionManager.choiceWhy,
            },
            { value: 'nobody', label: said.adminNobody, description: said.adminNobodyWhy },
          ]}
          onChange={({ detail }) => choose(detail.value)}
        />
      </FormField>
      {address.problem !== null && isMine && (
        <ProblemAlert problem={address.problem} on={{ retry: address.again }} />
      )}
      {address.isReading && !isMine && !isSession && (
        <StatusIndicator type="loading">{said.reading}</StatusIndicator>
      )}
      {isSession && <SessionProfile {...props} />}
      {isMine && <AddressField {...props} text={access.adminAddress ?? ''} onChange={give} />}
    </SpaceBetween>
  );
}

type AddressFieldProps = AdminAccessProps & {
  readonly text: string;
  readonly onChange: (address: string) => void;
};

function AddressField({ text, onChange, readings, state, dispatch }: AddressFieldProps) {
  const read = readPublicAddress(text);
  const { address } = readings;
  const isQuiet = text === '' && !state.hasTriedToLeave;
  const isLookedUp = address.value !== null && address.value.address === text;
  const lookUpAgain = () => {
    dispatch({ type: 'use-looked-up-address' });
    address.again();
  };
  return (
    <FormField
      label={said.address}
      description={read.ok ? said.addressWhy(read.address) : said.addressPlain}
      constraintText={isLookedUp ? said.lookedUp(address.value.source) : said.changes}
      {...(read.ok || isQuiet ? {} : { errorText: words.access.addressRefused[read.refusal] })}
      secondaryControl={
        <Button iconName="refresh" loading={address.isReading} onClick={lookUpAgain}>
          {said.lookUp}
        </Button>
      }
    >
      <Input
        value={text}
        inputMode="decimal"
        spellcheck={false}
        autoComplete={false}
        placeholder="203.0.113.7"
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
