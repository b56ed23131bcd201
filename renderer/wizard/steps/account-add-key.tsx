import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { AccountSource } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';
import { FormModal } from '../../components/form-modal.tsx';
import { useInStore } from '../../components/in-store.ts';
import { useAct } from '../../use-act.ts';
import { RegionSelect } from './account-region.tsx';

const said = words.accounts.add;

const NOTHING = { name: '', accessKeyId: '', secretAccessKey: '' };

type AddKeyDialogProps = {
  readonly region: string;
  readonly onAdded: (source: AccountSource) => void;
  readonly onClose: () => void;
};

/** Takes an access key once. What was typed is forgotten here as soon as main has it, or the question is closed. */
export function AddKeyDialog({ region: first, onAdded, onClose }: AddKeyDialogProps) {
  const [typed, setTyped] = useState(NOTHING);
  const [region, setRegion] = useState(first);
  const act = useAct();
  const inStore = useInStore();
  const field = (name: keyof typeof NOTHING) => ({
    value: typed[name],
    autoComplete: false,
    spellcheck: false,
    readOnly: act.isBusy,
    onChange: ({ detail }: { readonly detail: { readonly value: string } }) =>
      setTyped({ ...typed, [name]: detail.value }),
  });
  const isWhole = Object.values(typed).every((text) => text.trim() !== '');
  const submit = () =>
    act.run(
      () => window.keyport.addAccessKey({ ...typed, region }),
      (source) => {
        setTyped(NOTHING);
        onAdded(source);
      },
    );
  return (
    <FormModal
      title={said.title}
      submit={said.submit}
      cancel={said.cancel}
      obstacle={isWhole ? null : ''}
      isBusy={act.isBusy}
      waitingFor={said.waiting}
      problem={act.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <div>{inStore(said.why)}</div>
      <Alert type="warning" statusIconAriaLabel={words.app.severity.caution}>
        {said.better}
      </Alert>
      <FormField label={said.name} description={said.nameWhy}>
        <Input {...field('name')} />
      </FormField>
      <FormField label={said.id} description={said.idWhy}>
        <Input {...field('accessKeyId')} />
      </FormField>
      <FormField label={said.secret} description={said.secretWhy}>
        <Input {...field('secretAccessKey')} type="password" />
      </FormField>
      <FormField label={said.region}>
        <RegionSelect region={region} codes={[]} onChange={setRegion} />
      </FormField>
    </FormModal>
  );
}
