import { useState } from 'react';
import type { ConnectedAccount } from '../../shared/account.ts';
import { words } from '../../shared/words/en.ts';
import { PageFrame } from '../components/page-frame.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useMode } from '../mode/mode-context.ts';
import { ResetDialog } from '../mode/reset-dialog.tsx';
import { useFlashes } from '../use-flashes.ts';
import { PracticePage } from './practice-page.tsx';
import { usePractice } from './use-practice.ts';

type PracticeScreenProps = {
  /** Whose zones are offered; null while nothing is connected. */
  readonly account: ConnectedAccount | null;
  readonly onGo: (screen: 'launch' | 'launches') => void;
};

/** What practice is, what is in it, and the weather that one makes for oneself. */
export function PracticeScreen({ account, onGo }: PracticeScreenProps) {
  const { news } = useMode();
  const { flashes, say } = useFlashes(news === 'reset' ? words.practice.news.reset : null);
  const practice = usePractice(say);
  const [isResetting, setIsResetting] = useState(false);
  useFocusBack(isResetting);
  return (
    <>
      <PageFrame
        flashes={flashes}
        lesson={null}
        isLessonOpen={false}
        onLesson={() => undefined}
        content={
          <PracticePage
            practice={practice}
            account={account}
            onGo={onGo}
            onSay={say}
            onReset={() => setIsResetting(true)}
          />
        }
      />
      {isResetting && practice.reading.value !== null && (
        <ResetDialog counts={practice.reading.value.counts} onClose={() => setIsResetting(false)} />
      )}
    </>
  );
}
