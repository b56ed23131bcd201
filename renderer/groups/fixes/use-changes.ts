import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Outcome } from '../../../shared/outcome.ts';
import type { GroupChange } from '../../../shared/security-group/group-change.ts';
import { useOutcome, type Reading } from '../../use-outcome.ts';

const KEY = ['group-changes'];

export type Changes = {
  readonly changes: readonly GroupChange[];
  readonly reading: Reading<readonly GroupChange[]>;
};

/** Every change that was made here, the newest first; each as it stands now. */
export function useChanges(): Changes {
  const client = useQueryClient();
  const reading = useOutcome({ key: KEY, read: () => window.keyport.listChanges() });
  useEffect(
    () =>
      window.keyport.onGroupChanged((change) => {
        client.setQueryData<Outcome<readonly GroupChange[]>>(KEY, (known) => ({
          ok: true,
          value: withChange(known?.ok === true ? known.value : [], change),
        }));
      }),
    [client],
  );
  return { changes: reading.value ?? [], reading };
}

/** Those of which the person has to say what becomes of them. */
export function undecided(changes: readonly GroupChange[]): readonly GroupChange[] {
  return changes.filter(({ may }) => may.includes('finish'));
}

function withChange(changes: readonly GroupChange[], change: GroupChange): readonly GroupChange[] {
  const isKnown = changes.some(({ changeId }) => changeId === change.changeId);
  return isKnown
    ? changes.map((one) => (one.changeId === change.changeId ? change : one))
    : [change, ...changes];
}
