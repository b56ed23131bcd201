import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Practice } from '../../shared/practice/practice-api.ts';
import { words } from '../../shared/words/en.ts';
import './practice-facts.css';

const said = words.practice.page;

/** What practice is and is not, and what one has made in it. */
export function PracticeFacts({ value }: { readonly value: Practice }) {
  const { counts } = value;
  return (
    <ColumnLayout columns={2}>
      <Container fitHeight header={<Header variant="h2">{said.whatTitle}</Header>}>
        <SpaceBetween size="m">
          <ul className="plain-list">
            {said.what.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <KeyValuePairs
            columns={1}
            items={[
              { label: said.home, value: <code>{value.home}</code> },
              { label: said.keyFile, value: <code>{value.keyFile}</code> },
            ]}
          />
        </SpaceBetween>
      </Container>
      <Container
        fitHeight
        header={
          <Header variant="h2" description={said.allRegions(value.regions.length)}>
            {said.hereTitle}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <dl className="practice-counts">
            <Count label={said.instances} count={counts.instances} />
            <Count label={said.securityGroups} count={counts.securityGroups} />
            <Count label={said.keyPairs} count={counts.keyPairs} />
          </dl>
          <KeyValuePairs
            columns={2}
            items={[
              { label: said.accountId, value: value.accountId },
              { label: said.myAddress, value: value.myAddress },
            ]}
          />
        </SpaceBetween>
      </Container>
    </ColumnLayout>
  );
}

function Count({ label, count }: { readonly label: string; readonly count: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{count}</dd>
    </div>
  );
}
