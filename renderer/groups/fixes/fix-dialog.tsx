import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AccountChoice } from '../../../shared/account.ts';
import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import type { GroupRow, ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { words } from '../../../shared/words/en.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { ChangePreviewView } from './change-preview.tsx';
import { ChangeView } from './change-view.tsx';
import { FixChoicesForm } from './fix-choices-form.tsx';
import { useChanges } from './use-changes.ts';
import { useFix, type Fix } from './use-fix.ts';

const said = words.groupFixing;

export type FixDialogProps = {
  readonly account: AccountChoice;
  readonly reviewed: ReviewedGroup;
  readonly finding: GroupFinding;
  /** The other groups of the region, of which one may be let in. */
  readonly rows: readonly GroupRow[];
  /** Something was, or may have been, changed in AWS. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
};

/** Chooses, shows what would happen, and makes the change: nothing is changed before the last of these. */
export function FixDialog(props: FixDialogProps) {
  const { account, reviewed, finding, onChanged, onClose } = props;
  const fix = useFix(account, reviewed, finding);
  const close = () => {
    if (fix.change !== null) onChanged();
    onClose();
  };
  return (
    <Modal
      visible
      size="large"
      header={said.title(reviewed.group.name)}
      closeAriaLabel={said.close}
      onDismiss={close}
      footer={<Buttons fix={fix} onClose={close} />}
    >
      <SpaceBetween size="m">
        <Box variant="h3" padding="n">
          {finding.sentence}
        </Box>
        <Stage {...props} fix={fix} />
        {fix.act.problem !== null && <ProblemAlert problem={fix.act.problem} />}
        {fix.act.problem !== null && fix.change === null && (
          <StatusIndicator type="info">{said.nothingChanged}</StatusIndicator>
        )}
      </SpaceBetween>
    </Modal>
  );
}

function Stage({ fix, reviewed, finding, rows }: FixDialogProps & { readonly fix: Fix }): ReactNode {
  const { start, choices, preview, change } = fix;
  const { changes } = useChanges();
  if (change !== null) {
    const now = changes.find(({ changeId }) => changeId === change.changeId) ?? change;
    return <ChangeView change={now} reviewed={reviewed} />;
  }
  if (preview !== null) return <ChangePreviewView preview={preview} reviewed={reviewed} finding={finding} />;
  if (start.isReading) return <StatusIndicator type="loading">{said.starting}</StatusIndicator>;
  if (start.problem !== null) return <ProblemAlert problem={start.problem} on={{ retry: start.again }} />;
  if (start.value === null || choices === null) return null;
  return (
    <>
      <FixChoicesForm
        start={start.value}
        choices={choices}
        reviewed={reviewed}
        rows={rows}
        onChoose={fix.choose}
      />
      {fix.act.isBusy && <StatusIndicator type="loading">{said.previewing}</StatusIndicator>}
      {!fix.isProposed && <StatusIndicator type="warning">{said.noProposal}</StatusIndicator>}
    </>
  );
}

function Buttons({ fix, onClose }: { readonly fix: Fix; readonly onClose: () => void }) {
  const { change, preview, act } = fix;
  if (change !== null) {
    return (
      <Row>
        <Button variant="primary" onClick={onClose}>
          {said.close}
        </Button>
      </Row>
    );
  }
  if (preview !== null) {
    return (
      <Row>
        <Button variant="link" onClick={onClose}>
          {said.cancel}
        </Button>
        <Button onClick={fix.leavePreview} disabled={act.isBusy}>
          {said.back}
        </Button>
        <Button
          variant="primary"
          loading={act.isBusy}
          disabled={preview.obstacles.length > 0}
          onClick={fix.startChange}
        >
          {said.start}
        </Button>
      </Row>
    );
  }
  return (
    <Row>
      <Button variant="link" onClick={onClose}>
        {said.cancel}
      </Button>
      <Button variant="primary" loading={act.isBusy} disabled={!fix.isProposed} onClick={fix.showPreview}>
        {said.show}
      </Button>
    </Row>
  );
}

function Row({ children }: { readonly children: ReactNode }) {
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        {children}
      </SpaceBetween>
    </Box>
  );
}
