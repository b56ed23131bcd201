import { useContext, useEffect, useRef, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AccountChoice, SignInCode } from '../../../shared/account.ts';
import type { Problem } from '../../../shared/problem.ts';
import { words } from '../../../shared/words/en.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ProblemHelpContext } from '../../components/problem-help.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useAct } from '../../use-act.ts';

const said = words.accounts.signIn;

/** Whether a sign-in by the browser, from here, would mend it. */
export function wantsBrowser({ actions }: Problem): boolean {
  return actions.includes('sign-in');
}

type SsoFormProps = {
  readonly problem: Problem;
  readonly choice: AccountChoice;
  readonly onSignedIn: () => void;
};

/** Signs in by IAM Identity Center: the code here and in the browser are the same, and a person says so there. */
export function SsoForm({ problem, choice, onSignedIn }: SsoFormProps) {
  const [code, setCode] = useState<SignInCode | null>(null);
  const start = useAct();
  const finish = useAct();
  const underWay = useRef<string | null>(null);
  // Whoever goes elsewhere does not want it any more.
  useEffect(
    () => () => {
      const signInId = underWay.current;
      if (signInId !== null) void window.keyport.cancelSignIn({ signInId });
    },
    [],
  );
  const wait = (started: SignInCode) => {
    setCode(started);
    underWay.current = started.signInId;
    finish.run(async () => {
      const finished = await window.keyport.finishSignIn({ signInId: started.signInId });
      underWay.current = null;
      setCode(null);
      return finished;
    }, onSignedIn);
  };
  const signIn = () => start.run(() => window.keyport.startSignIn({ sourceId: choice.sourceId }), wait);
  if (code !== null) return <ShownCode code={code} />;
  const last = start.problem ?? finish.problem;
  const met = last === null || last.code === 'cancelled' ? problem : last;
  return (
    <SpaceBetween size="m">
      <ProblemAlert problem={met} on={{ retry: onSignedIn }} />
      <Button variant="primary" loading={start.isBusy || finish.isBusy} onClick={signIn}>
        {said.submit}
      </Button>
    </SpaceBetween>
  );
}

function ShownCode({ code: { signInId, userCode, address } }: { readonly code: SignInCode }) {
  const help = useContext(ProblemHelpContext);
  const act = useAct();
  const title = useRef<HTMLSpanElement>(null);
  // The button that was pressed has gone; what is to be compared now is read and seen at once.
  useEffect(() => title.current?.focus(), []);
  const heading = (
    <span ref={title} tabIndex={-1} className="page-heading">
      {said.title}
    </span>
  );
  return (
    <Container header={<Header variant="h2">{heading}</Header>}>
      <SpaceBetween size="m">
        <div>
          <Box variant="awsui-key-label">{said.code}</Box>
          <Box fontSize="display-l" fontWeight="bold">
            <code>{userCode}</code>
          </Box>
        </div>
        <div>{said.compare}</div>
        <StatusIndicator type="loading">{said.waiting}</StatusIndicator>
        <div>
          {said.noBrowser} <code>{address}</code>
        </div>
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            iconName="external"
            iconAlign="right"
            onClick={() => act.run(() => window.keyport.openSignInPage({ signInId }))}
          >
            {said.again}
          </Button>
          {help !== null && (
            <CopyButton
              label={said.copy}
              ariaLabel={said.copy}
              copiedAriaLabel={said.copied}
              onCopy={() => help.copy(address)}
            />
          )}
          <Button onClick={() => void window.keyport.cancelSignIn({ signInId })}>{said.cancel}</Button>
        </SpaceBetween>
        {act.problem !== null && <ProblemAlert problem={act.problem} />}
      </SpaceBetween>
    </Container>
  );
}
