import type { ComponentProps } from 'react';
import { words } from '../../shared/words/en.ts';
import { FormModal } from '../components/form-modal.tsx';
import type { Act } from '../use-act.ts';
import { useVault } from './vault-context.ts';

type KeyModalProps = Omit<
  ComponentProps<typeof FormModal>,
  'isBusy' | 'problem' | 'waitingFor' | 'cancel'
> & { readonly act: Act };

/** A form about keys: it says so when it is the keychain that keeps one waiting. */
export function KeyModal({ act, ...form }: KeyModalProps) {
  const { isWaiting } = useVault();
  const { title, why } = words.keys.vault.waiting;
  return (
    <FormModal
      {...form}
      cancel={words.keys.dialogs.cancel}
      isBusy={act.isBusy}
      problem={act.problem}
      waitingFor={isWaiting ? `${title}. ${why}` : null}
    />
  );
}
