import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { KeysApi } from '../../shared/keys/keys-api.ts';
import type { AgentSession } from '../../shared/keys/vault.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { agentEnvironment, agentOption } from '../../shared/ssh-command.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from './copy-button.tsx';
import { useInStore } from './in-store.ts';
import { ProblemAlert } from './problem-alert.tsx';

const said = words.keys.agent;

export type AgentText = Parameters<KeysApi['copyAgentText']>[0]['what'];

type AgentPanelProps = {
  /** Null while no agent is open for this key. */
  readonly session: AgentSession | null;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onCopy: (what: AgentText) => Promise<Outcome<null>>;
};

/** ssh gets to use a key without getting the key. */
export function AgentPanel(props: AgentPanelProps) {
  const { session, isBusy, problem, onOpen } = props;
  const inStore = useInStore();
  return (
    <SpaceBetween size="m">
      <div>{inStore(said.why)}</div>
      {problem !== null && <ProblemAlert problem={problem} />}
      {session === null ? (
        <Button onClick={onOpen} loading={isBusy} loadingText={said.opening}>
          {said.open}
        </Button>
      ) : (
        <OpenAgent {...props} session={session} />
      )}
    </SpaceBetween>
  );
}

function OpenAgent({
  session,
  isBusy,
  onClose,
  onCopy,
}: AgentPanelProps & { readonly session: AgentSession }) {
  return (
    <SpaceBetween size="m">
      <SpaceBetween direction="horizontal" size="l" alignItems="center">
        <StatusIndicator type="success">{said.isOpen}</StatusIndicator>
        <span>{said.signatures(session.signatures)}</span>
        <Button onClick={onClose} loading={isBusy}>
          {said.close}
        </Button>
      </SpaceBetween>
      <div>
        {said.socket} <code>{session.socketPath}</code>. {said.until}
      </div>
      <ColumnLayout columns={2}>
        <Text title={said.option} why={said.optionWhy} text={agentOption(session.socketPath)}>
          <CopyButton
            label={said.copyOption}
            ariaLabel={said.copyOption}
            copiedAriaLabel={said.copiedOption}
            onCopy={() => onCopy('ssh-option')}
          />
        </Text>
        <Text title={said.environment} why={said.environmentWhy} text={agentEnvironment(session.socketPath)}>
          <CopyButton
            label={said.copyEnvironment}
            ariaLabel={said.copyEnvironment}
            copiedAriaLabel={said.copiedEnvironment}
            onCopy={() => onCopy('environment')}
          />
        </Text>
      </ColumnLayout>
    </SpaceBetween>
  );
}

type TextProps = {
  readonly title: string;
  readonly why: string;
  readonly text: string;
  readonly children: ReactNode;
};

function Text({ title, why, text, children }: TextProps) {
  return (
    <SpaceBetween size="xs">
      <Box fontWeight="bold">{title}</Box>
      <div>{why}</div>
      <code className="agent-text">{text}</code>
      {children}
    </SpaceBetween>
  );
}
