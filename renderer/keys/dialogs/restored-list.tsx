import Box from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Restored } from '../../../shared/keys/keys-api.ts';
import { words } from '../../../shared/words/en.ts';
import { DoneModal } from '../../components/done-modal.tsx';
import { useInStore } from '../../components/in-store.ts';

const said = words.keys.vault.restore;

type RestoredListProps = { readonly restored: Restored; readonly onClose: () => void };

/** Key by key what became of a backup: a refused one is named, with its reason. */
export function RestoredList({ restored: { added, alreadyHere, refused }, onClose }: RestoredListProps) {
  const inStore = useInStore();
  return (
    <DoneModal title={said.done} onClose={onClose}>
      {added.length === 0 && <Box>{said.nothing}</Box>}
      <Part type="success" title={said.added(added.length)} lines={added.map(({ name }) => name)} />
      <Part type="info" title={said.already(alreadyHere.length)} lines={alreadyHere} />
      <Part
        type="error"
        title={said.refused(refused.length)}
        lines={refused.map(({ name, why }) => said.refusedWhy(name, inStore(why)))}
      />
    </DoneModal>
  );
}

type PartProps = {
  readonly type: StatusIndicatorProps.Type;
  readonly title: string;
  readonly lines: readonly string[];
};

function Part({ type, title, lines }: PartProps) {
  if (lines.length === 0) return null;
  return (
    <div>
      <StatusIndicator type={type}>{title}</StatusIndicator>
      <ul className="plain-list">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
