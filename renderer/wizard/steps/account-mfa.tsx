import { useEffect, useRef, useState } from 'react';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccountChoice } from '../../../shared/account.ts';
import type { Problem } from '../../../shared/problem.ts';
import { words } from '../../../shared/words/en.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useAct } from '../../use-act.ts';

const said = words.wizard.account.mfa;

/** Whether a code of a second factor would mend it. */
export function wantsCode({ code }: Problem): boolean {
  return code === 'mfa-needed' || code === 'mfa-wrong';
}

type MfaFormProps = {
  readonly problem: Problem;
  readonly choice: AccountChoice;
  readonly onSignedIn: () => void;
};

/** Asks for the code of a second factor, until AWS takes one or the person chooses another way in. */
export function MfaForm({ problem, choice, onSignedIn }: MfaFormProps) {
  const [code, setCode] = useState('');
  const [isShort, setIsShort] = useState(false);
  const field = useRef<InputProps.Ref>(null);
  const act = useAct();
  const refused = act.problem ?? (problem.code === 'mfa-wrong' ? problem : null);
  useEffect(() => field.current?.focus(), []);
  const signIn = () => {
    const typed = code.replaceAll(/\s/gu, '');
    const isWhole = /^\d{6}$/u.test(typed);
    setIsShort(!isWhole);
    if (!isWhole) return;
    // Each code is taken once.
    setCode('');
    act.run(() => window.keyport.connectAccount({ ...choice, mfaCode: typed }), onSignedIn);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn();
      }}
    >
      <Container header={<Header variant="h2">{said.title}</Header>}>
        <SpaceBetween size="m">
          {refused !== null && <ProblemAlert problem={refused} />}
          <FormField label={said.label} description={said.hint} errorText={isShort ? said.notSix : undefined}>
            <Input
              ref={field}
              value={code}
              inputMode="numeric"
              autoComplete={false}
              readOnly={act.isBusy}
              onChange={({ detail }) => setCode(detail.value)}
            />
          </FormField>
          <Button variant="primary" formAction="submit" loading={act.isBusy}>
            {said.signIn}
          </Button>
        </SpaceBetween>
      </Container>
    </form>
  );
}
