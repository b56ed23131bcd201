import { useState } from 'react';
import { matchKeys } from '../../shared/keys/match-keys.ts';
import { LessonPanel } from '../components/lesson-panel.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useFlashes } from '../use-flashes.ts';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useVault } from '../vault/vault-context.ts';
import { KeyDialogs } from './dialogs/key-dialogs.tsx';
import { KeyPanel } from './key-panel.tsx';
import type { KeysAccount } from './keys-account.ts';
import type { Done, KeysDialog } from './keys-dialog.ts';
import { KeysPage } from './keys-page.tsx';

type KeysScreenProps = { readonly account: KeysAccount; readonly onLaunch: () => void };

/** Where a table and the details of a key do not fit side by side, in pixels. */
const TOO_NARROW_FOR_BOTH = 1180;

/** In pixels. */
const FIRST_PANEL_SIZE = { side: 620, bottom: 440 };

/** Every key, the chosen one beneath, and the question that is being asked. */
export function KeysScreen({ account, onLaunch }: KeysScreenProps) {
  const vault = useVault();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [dialog, setDialog] = useState<KeysDialog | null>(null);
  const [isLessonOpen, setIsLessonOpen] = useState(false);
  const [panelSize, setPanelSize] = useState(FIRST_PANEL_SIZE);
  const isNarrow = useIsNarrow(TOO_NARROW_FOR_BOTH);
  const { flashes, say } = useFlashes();
  useFocusBack(dialog !== null);
  const rows = matchKeys(vault.keys, account.keys.value);
  const chosen = rows.find(({ id }) => id === chosenId) ?? null;
  const done = ({ message, custodyId }: Done) => {
    say(message);
    if (custodyId !== undefined) setChosenId(custodyId);
  };
  return (
    <>
      <PageFrame
        flashes={flashes}
        lesson={<LessonPanel answer="key" />}
        isLessonOpen={isLessonOpen}
        onLesson={setIsLessonOpen}
        splitPanelOpen={chosen !== null}
        splitPanelPreferences={{ position: isNarrow ? 'bottom' : 'side' }}
        splitPanelSize={isNarrow ? panelSize.bottom : panelSize.side}
        onSplitPanelResize={({ detail: { size } }) =>
          setPanelSize(isNarrow ? { ...panelSize, bottom: size } : { ...panelSize, side: size })
        }
        onSplitPanelToggle={({ detail }) => {
          if (!detail.open) setChosenId(null);
        }}
        splitPanel={<KeyPanel row={chosen} account={account} onAsk={setDialog} onDone={done} />}
        content={
          <KeysPage
            rows={rows}
            account={account}
            chosenId={chosen?.id ?? null}
            onChoose={setChosenId}
            onAsk={setDialog}
            onLaunch={onLaunch}
            onLesson={() => setIsLessonOpen(true)}
          />
        }
      />
      <KeyDialogs dialog={dialog} account={account} onDone={done} onClose={() => setDialog(null)} />
    </>
  );
}
