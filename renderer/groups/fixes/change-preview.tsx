import type { ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ChangePreview, MyAccess } from '../../../shared/security-group/group-change.ts';
import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { words } from '../../../shared/words/en.ts';
import './sign-list.css';
import { RuleList } from './rule-list.tsx';

const said = words.groupFixing.preview;

type PreviewProps = {
  readonly preview: ChangePreview;
  readonly reviewed: ReviewedGroup;
  readonly finding: GroupFinding;
};

/** Before and after, and everybody who is concerned. Nothing has been changed yet. */
export function ChangePreviewView({ preview, reviewed, finding }: PreviewProps) {
  const { before, after, ask, obstacles, cautions, sharedWith } = preview;
  const goes = before.filter(({ ruleId }) => ruleId !== null && ask.removeRuleIds.includes(ruleId));
  const comes = after.filter(({ ruleId }) => ruleId === null);
  const stays = before.filter((rule) => !rule.isEgress && !goes.includes(rule));
  return (
    <SpaceBetween size="m">
      {obstacles.length > 0 && <Said type="error" title={said.obstacles} sentences={obstacles} />}
      {ask.target.kind === 'copy' && (
        <div>{said.toCopy(ask.target.name, ask.target.interfaceIds.length)}</div>
      )}
      <ColumnLayout columns={2}>
        <RuleList title={said.goes(goes.length)} rules={goes} reviewed={reviewed} />
        <RuleList title={said.comes(comes.length)} rules={comes} reviewed={reviewed} />
      </ColumnLayout>
      {stays.length > 0 && (
        <ExpandableSection headerText={said.stays(stays.length)} defaultExpanded={stays.length <= 10}>
          <RuleList title={said.stays(stays.length)} rules={stays} reviewed={reviewed} />
        </ExpandableSection>
      )}
      <Solves preview={preview} finding={finding} />
      <Mine preview={preview} />
      <Dependants preview={preview} />
      {sharedWith.length > 0 && (
        <StatusIndicator type="warning">
          {said.shared(sharedWith.map(({ name, instanceId }) => name ?? instanceId).join(', '))}
        </StatusIndicator>
      )}
      <Trials preview={preview} />
      {cautions.length > 0 && <Said type="warning" title={said.cautions} sentences={cautions} />}
      <Box color="text-body-secondary">{words.groupFixing.order}</Box>
    </SpaceBetween>
  );
}

function Said({
  type,
  title,
  sentences,
}: {
  readonly type: 'error' | 'warning';
  readonly title: string;
  readonly sentences: readonly string[];
}) {
  return (
    <Alert type={type} header={title}>
      <ul className="plain-list">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Solves({ preview: { findingsBefore, findingsAfter }, finding }: Omit<PreviewProps, 'reviewed'>) {
  const isStillThere = findingsAfter.some(({ key }) => key === finding.key);
  const known = new Set(findingsBefore.map(({ key }) => key));
  const added = findingsAfter.filter(({ key, severity }) => !known.has(key) && severity !== 'note').length;
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type={isStillThere ? 'warning' : 'success'}>
        {isStillThere ? said.notSolved : said.solved}
      </StatusIndicator>
      {added > 0 && <StatusIndicator type="warning">{said.newFindings(added)}</StatusIndicator>}
    </SpaceBetween>
  );
}

function Mine({ preview: { myAddresses } }: Pick<PreviewProps, 'preview'>): ReactNode {
  const told = myAddresses.filter(
    ({ isAdmittedBefore, isAdmittedAfter }) => isAdmittedBefore || isAdmittedAfter,
  );
  return told.map((access) => (
    <div key={`${access.address} ${access.port}`}>
      <StatusIndicator type={access.isAdmittedAfter ? 'success' : 'warning'}>
        {said.mine(access.address, access.port)} {whatBecomes(access)}
      </StatusIndicator>
    </div>
  ));
}

function whatBecomes({ isAdmittedBefore, isAdmittedAfter }: MyAccess): string {
  if (isAdmittedBefore) return isAdmittedAfter ? said.mineKept : said.mineLost;
  return isAdmittedAfter ? said.mineGained : said.mineNever;
}

function Dependants({ preview: { dependants, ask } }: Pick<PreviewProps, 'preview'>): ReactNode {
  if (ask.removeRuleIds.length === 0) return null;
  if (dependants.length === 0) return <div>{said.noDependants}</div>;
  return (
    <div>
      <Box variant="h4" tagOverride="h3" padding="n">
        {said.dependants}
      </Box>
      <ul className="sign-list">
        {dependants.map(({ kind, name, cidrs, isKept }) => (
          <li key={`${kind} ${name}`}>
            <StatusIndicator type={isKept ? 'success' : 'warning'}>
              {name}
              {cidrs.length > 0 && ` (${cidrs.join(', ')})`} {isKept ? said.kept : said.notKept}
            </StatusIndicator>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Trials({ preview: { probes, openSessions, ask } }: Pick<PreviewProps, 'preview'>): ReactNode {
  if (ask.removeRuleIds.length === 0) return null;
  const targets = probes.map(({ address, port }) => `${address} (${port})`).join(', ');
  return (
    <SpaceBetween size="xxs">
      <div>{probes.length === 0 ? said.noProbes : said.probes(targets)}</div>
      <div>{said.sessions[openSessions]}</div>
    </SpaceBetween>
  );
}
