import Box from '@cloudscape-design/components/box';
import type { Practice } from '../../shared/practice/practice-api.ts';
import { words } from '../../shared/words/en.ts';
import { FormModal } from '../components/form-modal.tsx';
import { useAct } from '../use-act.ts';

const said = words.practice.reset;

type ResetDialogProps = {
  readonly counts: Practice['counts'];
  readonly onReset: () => void;
  readonly onClose: () => void;
};

/** All of practice is lost by it, so it says what that is. */
export function ResetDialog({ counts, onReset, onClose }: ResetDialogProps) {
  const act = useAct();
  const lost = [
    said.machines(counts.instances),
    said.groups,
    said.keys(counts.keyPairs),
    said.launches,
    said.weather,
  ];
  return (
    <FormModal
      title={said.title}
      submit={said.submit}
      cancel={said.cancel}
      isDangerous
      isBusy={act.isBusy}
      problem={act.problem}
      onSubmit={() => act.run(() => window.keyport.resetPractice(), onReset)}
      onClose={onClose}
    >
      <Box variant="p">{said.why}</Box>
      <ul className="plain-list">
        {lost.map((thing) => (
          <li key={thing}>{thing}</li>
        ))}
      </ul>
      <Box variant="p">{said.untouched}</Box>
    </FormModal>
  );
}
