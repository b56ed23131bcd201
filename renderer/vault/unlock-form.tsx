import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';

const said = words.keys.vault.unlock;

type UnlockFormProps = {
  readonly onUnlocked: () => void;
  readonly onPutOff: (() => void) | null;
};

/** The passphrase of the encrypted file with the keys. What was typed stays when it was wrong: often one letter is. */
export function UnlockForm({ onUnlocked, onPutOff }: UnlockFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const act = useAct();
  const isWrong = act.problem?.code === 'passphrase-wrong';
  const unlock = () =>
    act.run(
      () => window.keyport.unlockStore({ passphrase }),
      () => {
        setPassphrase('');
        onUnlocked();
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') unlock();
      }}
    >
      <SpaceBetween size="m">
        <FormField
          label={said.passphrase}
          errorText={isWrong && act.problem !== null ? act.problem.title : undefined}
        >
          <Input
            type="password"
            value={passphrase}
            autoComplete="current-password"
            onChange={({ detail }) => {
              setPassphrase(detail.value);
              act.forget();
            }}
          />
        </FormField>
        {act.problem !== null && !isWrong && <ProblemAlert problem={act.problem} />}
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <Button variant="primary" loading={act.isBusy} disabled={passphrase === ''}>
            {said.submit}
          </Button>
          {onPutOff !== null && (
            <Button formAction="none" onClick={onPutOff}>
              {said.later}
            </Button>
          )}
        </SpaceBetween>
        {onPutOff !== null && <div>{said.laterWhy}</div>}
      </SpaceBetween>
    </form>
  );
}
