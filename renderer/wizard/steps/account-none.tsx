import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { LinkId } from '../../../shared/links.ts';
import { words } from '../../../shared/words/en.ts';
import { PractiseFirst } from '../../mode/practise-offer.tsx';
import { openLink } from '../../open-link.ts';

const said = words.wizard.account;

type NoAccountsProps = { readonly isReading: boolean; readonly onLookAgain: () => void };

/** Nothing found is where most newcomers begin: say what to do, and open the pages that say how. */
export function NoAccounts({ isReading, onLookAgain }: NoAccountsProps) {
  return (
    <SpaceBetween size="l">
      <PractiseFirst />
      <Container header={<Header variant="h2">{said.noneTitle}</Header>}>
        <SpaceBetween size="m">
          <Box variant="p">{said.noneWhy}</Box>
          <ol className="plain-list">
            {said.noneSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <SpaceBetween direction="horizontal" size="xs">
            <PageButton link="aws-sign-up">{said.openAccount}</PageButton>
            <PageButton link="aws-cli-configure">{said.setUpProfile}</PageButton>
            <Button loading={isReading} onClick={onLookAgain}>
              {said.lookAgain}
            </Button>
          </SpaceBetween>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function PageButton({ link, children }: { readonly link: LinkId; readonly children: string }) {
  return (
    <Button iconName="external" iconAlign="right" onClick={() => openLink(link)}>
      {children}
    </Button>
  );
}
