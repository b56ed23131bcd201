import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { CATALOGUE } from '../../shared/security-group/catalogue.ts';
import { LEVELS, type GroupFinding } from '../../shared/security-group/group-finding.ts';
import type { ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import { ruleInWords } from '../../shared/security-group/rule-in-words.ts';
import { words } from '../../shared/words/en.ts';
import { FixButton } from './fixes/fix-button.tsx';
import './group-findings.css';
import './rule-in-words.css';
import { listsOf } from './lists-of.ts';
import { SeverityMark } from './severity-mark.tsx';

const said = words.groups.group.findings;

type GroupFindingsProps = {
  readonly of: ReviewedGroup;
  readonly onFix: (finding: GroupFinding) => void;
};

/** What the catalogue sees in one group, the worst first. */
export function GroupFindings({ of, onFix }: GroupFindingsProps) {
  const findings = of.findings.toSorted(
    (one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level),
  );
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${findings.length})`}>
          {said.title}
        </Header>
      }
    >
      {findings.length === 0 ? (
        <StatusIndicator type="success">{said.none}</StatusIndicator>
      ) : (
        <ul className="group-findings">
          {findings.map((finding) => (
            <li key={finding.key} className={`group-finding group-finding-${finding.severity}`}>
              <Finding finding={finding} of={of} onFix={() => onFix(finding)} />
            </li>
          ))}
        </ul>
      )}
    </Container>
  );
}

type FindingProps = {
  readonly finding: GroupFinding;
  readonly of: ReviewedGroup;
  readonly onFix: () => void;
};

function Finding({ finding, of, onFix }: FindingProps) {
  return (
    <SpaceBetween size="xs">
      <div className="group-finding-head">
        <div>
          <SeverityMark severity={finding.severity} />
          <Box variant="h3" padding="n">
            {finding.sentence}
          </Box>
        </div>
        <FixButton finding={finding} reviewed={of} onFix={onFix} />
      </div>
      <div>{finding.why}</div>
      {finding.notes.length > 0 && (
        <ul className="plain-list">
          {finding.notes.map(({ id, sentence }) => (
            <li key={`${id} ${sentence}`}>{sentence}</li>
          ))}
        </ul>
      )}
      <div>
        <strong>{said.advice}: </strong>
        {finding.advice}
      </div>
      <ConcernedRules rules={finding.rules} of={of} />
      <References id={finding.id} />
    </SpaceBetween>
  );
}

function ConcernedRules({ rules, of }: { readonly rules: readonly number[]; readonly of: ReviewedGroup }) {
  const lists = listsOf(of);
  const concerned = rules.flatMap((place) => of.group.rules[place] ?? []);
  if (concerned.length === 0) return null;
  return (
    <ExpandableSection variant="inline" headerText={said.rules(concerned.length)}>
      <ul className="plain-list">
        {concerned.map((rule, index) => (
          <li key={rule.ruleId ?? index}>
            <span className="rule-in-words">{ruleInWords(rule, lists)}</span>{' '}
            {rule.ruleId !== null && <code>{rule.ruleId}</code>}
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}

/** For those who come with the report of another tool in their hand. */
function References({ id }: { readonly id: GroupFinding['id'] }) {
  const { references } = CATALOGUE[id];
  if (references.length === 0) return null;
  return (
    <ExpandableSection variant="inline" headerText={said.others}>
      <ul className="plain-list">
        {references.map((reference) => (
          <li key={reference} className="breakable">
            {reference}
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}
