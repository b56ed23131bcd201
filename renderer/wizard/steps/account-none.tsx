import { useContext, type ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { LinkId } from '../../../shared/links.ts';
import { wholePolicy } from '../../../shared/permissions.ts';
import { words } from '../../../shared/words/en.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ProblemHelpContext } from '../../components/problem-help.ts';
import { WayOutLink } from '../../components/way-out-link.tsx';
import { WordForWord } from '../../components/word-for-word.tsx';
import { PractiseFirst } from '../../mode/practise-offer.tsx';
import { openLink } from '../../open-link.ts';
import './account-none.css';

const { noneTitle, none: said, lookAgain } = words.wizard.account;

/** Nobody knows yet which account it will be, and in which region. */
const POLICY = wholePolicy({ region: '*', accountId: null });

type NoAccountsProps = {
  readonly isReading: boolean;
  readonly onLookAgain: () => void;
  /** What whoever has an access key already can do. */
  readonly children: ReactNode;
};

/** Nothing found is where most newcomers begin: what to do, one thing after the other, with the pages that it is done on. */
export function NoAccounts({ isReading, onLookAgain, children }: NoAccountsProps) {
  return (
    <SpaceBetween size="l">
      <PractiseFirst />
      <Container header={<Header variant="h2">{noneTitle}</Header>}>
        <SpaceBetween size="m">
          <Box variant="p">{said.why}</Box>
          <ol className="first-account">
            <Step {...said.account}>
              <PageButton link="aws-sign-up">{said.account.open}</PageButton>
            </Step>
            <Step {...said.policy}>
              <CopyText {...said.policy} copyFor={said.policy.copy} text={POLICY} />
              <PageButton link="iam-create-policy">{said.policy.open}</PageButton>
              <ExpandableSection headerText={said.policy.show}>
                <WordForWord text={POLICY} />
              </ExpandableSection>
            </Step>
            <Step {...said.user}>
              <PageButton link="iam-create-user">{said.user.open}</PageButton>
            </Step>
            <SignIn />
            <Step title={said.back.title}>
              <Button variant="primary" loading={isReading} onClick={onLookAgain}>
                {lookAgain}
              </Button>
            </Step>
          </ol>
          <Alert type="warning" header={said.keys.title} statusIconAriaLabel={words.app.severity.caution}>
            <SpaceBetween size="xs">
              {said.keys.why}
              {children}
            </SpaceBetween>
          </Alert>
          <WayOutLink />
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function SignIn() {
  const { signIn } = said;
  return (
    <Step {...signIn}>
      <code>{signIn.command}</code>
      <CopyText {...signIn} text={signIn.command} />
      <PageButton link="aws-cli-install">{signIn.install}</PageButton>
      <PageButton link="aws-cli-login">{signIn.open}</PageButton>
      <Box variant="p">
        {signIn.company} <code>{signIn.sso}</code>
      </Box>
      <PageButton link="aws-cli-sso">{signIn.openSso}</PageButton>
    </Step>
  );
}

type StepProps = { readonly title: string; readonly why?: string; readonly children: ReactNode };

function Step({ title, why, children }: StepProps) {
  return (
    <li>
      <SpaceBetween size="xs">
        <Box variant="h3">{title}</Box>
        {why !== undefined && <div>{why}</div>}
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          {children}
        </SpaceBetween>
      </SpaceBetween>
    </li>
  );
}

type CopyTextProps = {
  readonly copy: string;
  readonly copyFor: string;
  readonly copied: string;
  readonly text: string;
};

/** Main has the clipboard. */
function CopyText({ copy, copyFor, copied, text }: CopyTextProps) {
  const help = useContext(ProblemHelpContext);
  if (help === null) return null;
  return (
    <CopyButton label={copy} ariaLabel={copyFor} copiedAriaLabel={copied} onCopy={() => help.copy(text)} />
  );
}

function PageButton({ link, children }: { readonly link: LinkId; readonly children: string }) {
  return (
    <Button iconName="external" iconAlign="right" onClick={() => openLink(link)}>
      {children}
    </Button>
  );
}
