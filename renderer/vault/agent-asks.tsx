import { useEffect, useRef, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AgentRequest } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { MustAnswer } from '../components/must-answer.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';

const said = words.keys.vault.agentAsks;

/** A question may come up under a hand that is about to click something else, or the second half of a double click. */
const NO_ACCIDENT_MS = 700;

type AgentAsksProps = { readonly request: AgentRequest; readonly more: number };

/** A program at the door. Refusing is what Enter, Space and Escape do. */
export function AgentAsks({ request, more }: AgentAsksProps) {
  const { requestId, keyName, program, isForwarded = false } = request;
  const act = useAct();
  const refuse = useRef<ButtonProps.Ref>(null);
  const isReady = useIsReady();
  const answer = (isAllowed: boolean) => act.run(() => window.keyport.answerAgent({ requestId, isAllowed }));
  return (
    <MustAnswer title={said.title} onEscape={() => answer(false)} firstFocus={refuse}>
      <SpaceBetween size="m">
        <Box fontSize="heading-m">
          {program === null ? said.someone(keyName) : said.asks(program.name, program.pid, keyName)}
        </Box>
        {program?.startedBy != null && <div>{said.startedBy(program.startedBy)}</div>}
        {isForwarded && (
          <Alert type="warning" header={said.forwardedTitle} statusIconAriaLabel={words.app.severity.danger}>
            {said.forwarded}
          </Alert>
        )}
        <div>{isForwarded ? said.why : `${said.own} ${said.why}`}</div>
        {act.problem !== null && <ProblemAlert problem={act.problem} />}
        {more > 0 && <div>{said.more(more)}</div>}
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={!isReady || act.isBusy} onClick={() => answer(true)}>
              {said.allow}
            </Button>
            <Button ref={refuse} variant="primary" onClick={() => answer(false)}>
              {said.refuse}
            </Button>
          </SpaceBetween>
        </Box>
      </SpaceBetween>
    </MustAnswer>
  );
}

function useIsReady(): boolean {
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsReady(true), NO_ACCIDENT_MS);
    return () => clearTimeout(timer);
  }, []);
  return isReady;
}
