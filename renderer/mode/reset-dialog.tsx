import Box from '@cloudscape-design/components/box';
import type { Practice } from '../../shared/practice/practice-api.ts';
import { words } from '../../shared/words/en.ts';
import { FormModal } from '../components/form-modal.tsx';
import { useAct } from '../use-act.ts';
import { useMode } from './mode-context.ts';

const said = words.practice.reset;

type ResetDialogProps = {
  /** Null where practice could not be opened, so that nobody knows. */
  readonly counts: Practice['counts'] | null;
  readonly onClose: () => void;
};

/** All of practice is lost by it, so it says what that is. */
export function ResetDialog({ counts, onClose }: ResetDialogProps) {
  const { turn, check } = useMode();
  const act = useAct();
  const reset = async () => {
    const outcome = await window.keyport.resetPractice();
    // Where practice could not be opened again, one is back with the real accounts.
    if (!outcome.ok) await check();
    return outcome;
  };
  const lost = [
    counts === null ? said.allMachines : said.machines(counts.instances),
    said.groups,
    counts === null ? said.allKeys : said.keys(counts.keyPairs),
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
      onSubmit={() => act.run(reset, () => turn('practice', 'reset'))}
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
