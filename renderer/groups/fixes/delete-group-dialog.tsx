import { useState } from 'react';
import type { AccountChoice } from '../../../shared/account.ts';
import type { GroupRow } from '../../../shared/security-group/reviewed-group.ts';
import { words } from '../../../shared/words/en.ts';
import { FormModal } from '../../components/form-modal.tsx';
import { TypedName } from '../../components/typed-name.tsx';
import { useAct } from '../../use-act.ts';

const said = words.groupFixing.deleting;

type DeleteGroupProps = {
  readonly account: AccountChoice;
  readonly row: GroupRow;
  readonly onDeleted: (message: string) => void;
  readonly onClose: () => void;
};

/** Only groups that Keyport made come here, and only where nothing is known to have them. */
export function DeleteGroupDialog({ account, row, onDeleted, onClose }: DeleteGroupProps) {
  const [typed, setTyped] = useState('');
  const act = useAct();
  const { sourceId, region } = account;
  const { groupId, name } = row;
  const remove = () =>
    act.run(
      () => window.keyport.deleteGroup({ sourceId, region, groupId, typedName: typed }),
      () => onDeleted(said.done(name)),
    );
  return (
    <FormModal
      title={said.title(name)}
      submit={said.submit}
      cancel={words.groupFixing.cancel}
      isDangerous
      obstacle={typed === name ? null : ''}
      isBusy={act.isBusy}
      problem={act.problem}
      onSubmit={remove}
      onClose={onClose}
    >
      <div>{said.why}</div>
      <TypedName name={name} typed={typed} onType={setTyped} />
    </FormModal>
  );
}
