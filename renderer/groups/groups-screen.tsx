import { useCallback, useRef, useState } from 'react';
import type { ConnectedAccount } from '../../shared/account.ts';
import type { GroupRow } from '../../shared/security-group/reviewed-group.ts';
import { LessonPanel } from '../components/lesson-panel.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { useFlashes } from '../use-flashes.ts';
import { GroupPage } from './group-page.tsx';
import type { GroupsDialog } from './groups-dialog.ts';
import { GroupsPage } from './groups-page.tsx';
import { linkIdOf } from './group-columns.tsx';
import { GroupDialogs } from './group-dialogs.tsx';
import { useGroupChanged } from './use-group.ts';
import { useReview } from './use-review.ts';

type GroupsScreenProps = { readonly account: ConnectedAccount | null; readonly onLaunch: () => void };

/** Every group of one region, the one that is looked at, and the question that is being asked. */
export function GroupsScreen({ account, onLaunch }: GroupsScreenProps) {
  const review = useReview(account);
  const [dialog, setDialog] = useState<GroupsDialog | null>(null);
  const [isLessonOpen, setIsLessonOpen] = useState(false);
  const { flashes, say } = useFlashes();
  const groupChanged = useGroupChanged();
  const { chosen, open, close } = useChosenGroup(review.value?.rows ?? NO_ROWS);
  useFocusBack(dialog !== null);
  const changed = () => {
    groupChanged();
    review.again();
  };
  const deleted = (message: string) => {
    setDialog(null);
    say(message);
    close();
    changed();
  };
  return (
    <>
      <PageFrame
        flashes={flashes}
        lesson={<LessonPanel answer="groups" />}
        isLessonOpen={isLessonOpen}
        onLesson={setIsLessonOpen}
        content={
          <>
            {/* The list stays as it was left: its filter, its page, its order. */}
            <div hidden={chosen !== null}>
              <GroupsPage
                account={account}
                review={review}
                isShown={chosen === null}
                onOpen={open}
                onAsk={setDialog}
                onChanged={changed}
                onLaunch={onLaunch}
                onLesson={() => setIsLessonOpen(true)}
              />
            </div>
            {chosen !== null && account !== null && (
              <GroupPage
                key={chosen.groupId}
                row={chosen}
                account={account}
                machines={review.value?.machines ?? null}
                onAsk={setDialog}
                onChanged={changed}
                onBack={close}
                onLesson={() => setIsLessonOpen(true)}
              />
            )}
          </>
        }
      />
      {account !== null && (
        <GroupDialogs
          dialog={dialog}
          account={account}
          rows={review.value?.rows ?? NO_ROWS}
          onChanged={changed}
          onDeleted={deleted}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

/** Going back leads to the place in the list that one came from. */
function useChosenGroup(rows: readonly GroupRow[]) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const scrolledTo = useRef(0);
  const open = useCallback((groupId: string) => {
    scrolledTo.current = window.scrollY;
    setChosenId(groupId);
    window.scrollTo(0, 0);
  }, []);
  const close = () => {
    const id = chosenId;
    setChosenId(null);
    requestAnimationFrame(() => {
      window.scrollTo(0, scrolledTo.current);
      if (id !== null) document.querySelector<HTMLElement>(`#${linkIdOf(id)} a`)?.focus();
    });
  };
  return { chosen: rows.find(({ groupId }) => groupId === chosenId) ?? null, open, close };
}

const NO_ROWS: readonly GroupRow[] = [];
