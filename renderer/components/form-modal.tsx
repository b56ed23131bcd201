import { useId, type ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Problem } from '../../shared/problem.ts';
import { ProblemAlert } from './problem-alert.tsx';

type FormModalProps = {
  readonly title: string;
  readonly size?: 'medium' | 'large';
  readonly children: ReactNode;
  readonly submit: string;
  readonly cancel: string;
  /** Where it cannot be undone, the button that changes nothing is the one that invites. */
  readonly isDangerous?: boolean;
  /** Why it cannot be sent yet; null when it can. */
  readonly obstacle?: string | null;
  readonly isBusy: boolean;
  /** What it waits for, while it is busy. */
  readonly waitingFor?: string | null;
  readonly problem: Problem | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
};

/** A question with its answer's button. A failure is said inside, above the buttons, and what was typed stays. */
export function FormModal(props: FormModalProps) {
  const { isBusy, problem, onClose, waitingFor = null } = props;
  const formId = useId();
  return (
    <Modal
      visible
      size={props.size ?? 'medium'}
      header={props.title}
      closeAriaLabel={props.cancel}
      onDismiss={onClose}
      footer={<Buttons {...props} formId={formId} />}
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy && (props.obstacle ?? null) === null) props.onSubmit();
        }}
      >
        <SpaceBetween size="m">
          {props.children}
          {isBusy && waitingFor !== null && <StatusIndicator type="loading">{waitingFor}</StatusIndicator>}
          {problem !== null && <ProblemAlert problem={problem} />}
        </SpaceBetween>
      </form>
    </Modal>
  );
}

function Buttons(props: FormModalProps & { readonly formId: string }) {
  const { isDangerous = false, obstacle = null } = props;
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant={isDangerous ? 'primary' : 'link'} onClick={props.onClose}>
          {props.cancel}
        </Button>
        <Button
          variant={isDangerous ? 'normal' : 'primary'}
          form={props.formId}
          loading={props.isBusy}
          disabled={obstacle !== null}
          {...(obstacle === null || obstacle === '' ? {} : { disabledReason: obstacle })}
        >
          {props.submit}
        </Button>
      </SpaceBetween>
    </Box>
  );
}
