import { useContext } from 'react';
import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import {
  checksFor,
  policyFor,
  PURPOSES,
  standingOf,
  type PermissionCheck,
  type PermissionReport,
  type Purpose,
  type PurposeStanding,
} from '../../shared/permissions.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { ProblemHelpContext } from '../components/problem-help.ts';
import { WordForWord } from '../components/word-for-word.tsx';
import { PermissionsTable } from './permissions-table.tsx';

const said = words.permissions;

/** One section for each thing that a person may want to do; those that are in order are folded. */
export function PermissionsReport({ report }: { readonly report: PermissionReport }) {
  return (
    <SpaceBetween size="l">
      <Summary checks={report.checks} />
      {PURPOSES.map((purpose) => (
        <PurposeSection key={`${purpose} ${report.readAt}`} purpose={purpose} report={report} />
      ))}
    </SpaceBetween>
  );
}

/** What Keyport does without changes nothing about whether it works. */
function Summary({ checks }: Pick<PermissionReport, 'checks'>) {
  const states = PURPOSES.filter((purpose) => purpose !== 'optional').map(
    (purpose) => standingOf(purpose, checks).state,
  );
  const state =
    states.find((each) => each === 'may-not') ?? states.find((each) => each === 'unknown') ?? 'may';
  return (
    <Alert type={ALERTS[state]} statusIconAriaLabel={said.states[state]}>
      {said.summary[state]}
    </Alert>
  );
}

const ALERTS = { may: 'success', 'may-not': 'error', unknown: 'info' } as const satisfies Record<
  PermissionCheck['state'],
  AlertProps.Type
>;

type PurposeSectionProps = { readonly purpose: Purpose; readonly report: PermissionReport };

function PurposeSection({ purpose, report }: PurposeSectionProps) {
  const { title, why } = said.purposes[purpose];
  const standing = standingOf(purpose, report.checks);
  return (
    <ExpandableSection
      variant="container"
      headingTagOverride="h2"
      headerText={title}
      headerDescription={why}
      headerInfo={<Standing purpose={purpose} standing={standing} />}
      defaultExpanded={standing.state === 'may-not' && purpose !== 'optional'}
    >
      <SpaceBetween size="m">
        <Policy purpose={purpose} policy={policyFor(purpose, report)} />
        <PermissionsTable purpose={purpose} checks={checksFor(purpose, report.checks)} />
      </SpaceBetween>
    </ExpandableSection>
  );
}

function Standing({ purpose, standing }: { readonly purpose: Purpose; readonly standing: PurposeStanding }) {
  const { state, may, mayNot, unknown } = standing;
  return (
    <StatusIndicator type={iconOf(state, purpose)}>
      {state === 'may' ? said.all(may) : said.some(mayNot, unknown)}
    </StatusIndicator>
  );
}

function iconOf(state: PermissionCheck['state'], purpose: Purpose): StatusIndicatorProps.Type {
  if (state === 'may') return 'success';
  if (state === 'unknown') return 'info';
  return purpose === 'optional' ? 'warning' : 'error';
}

function Policy({ purpose, policy }: { readonly purpose: Purpose; readonly policy: string }) {
  const help = useContext(ProblemHelpContext);
  const { title } = said.purposes[purpose];
  return (
    <SpaceBetween size="xs">
      {help !== null && (
        <CopyButton
          label={said.policy.copy}
          ariaLabel={said.policy.copyFor(title)}
          copiedAriaLabel={said.policy.copied(title)}
          onCopy={() => help.copy(policy)}
        />
      )}
      <Box color="text-body-secondary" fontSize="body-s">
        {said.policy.why}
      </Box>
      <ExpandableSection headerText={said.policy.show} headerAriaLabel={`${said.policy.show}: ${title}`}>
        <WordForWord text={policy} />
      </ExpandableSection>
    </SpaceBetween>
  );
}
