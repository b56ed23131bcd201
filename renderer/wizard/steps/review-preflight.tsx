import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { completePlan, type LaunchPlan } from '../../../shared/launch-plan.ts';
import { words } from '../../../shared/words/en.ts';
import { CheckList, type CheckBar, type ListedCheck } from '../../components/check-list.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { preflightChecks, untestable, type Check, type VcpuBar } from '../preflight-checks.ts';
import type { StepProps } from '../step-props.ts';

const said = words.preflight;

/** What was tried before anything is made. Only what the judge makes of it keeps anybody from launching. */
export function ReviewPreflight(props: StepProps) {
  const plan = completePlan(props.state.draft);
  return plan === null ? null : <PreflightOf {...props} plan={plan} />;
}

function PreflightOf({ plan, state, readings, goTo }: StepProps & { readonly plan: LaunchPlan }) {
  const { preflight } = readings;
  const { isReading, problem, value } = preflight;
  const checks = preflightChecks(plan, value, isReading, state.facts.instanceTypes);
  const yes = checks.filter(({ verdict }) => verdict === 'yes').length;
  const [isOpen, setIsOpen] = useOpenFor(!isReading && (problem !== null || yes < checks.length));
  return (
    <ExpandableSection
      variant="container"
      headerText={said.title}
      headerDescription={isReading ? said.whyAsking : said.why}
      {...(isReading || problem !== null ? {} : { headerCounter: said.summary(yes, checks.length) })}
      headerActions={
        <Button iconName="refresh" loading={isReading} loadingText={said.asking} onClick={preflight.again}>
          {said.again}
        </Button>
      }
      expanded={isOpen}
      onChange={({ detail }) => setIsOpen(detail.expanded)}
    >
      <SpaceBetween size="m">
        {problem !== null && (
          <SpaceBetween size="s">
            <ProblemAlert
              problem={problem}
              on={{ retry: preflight.again, 'choose-account': () => goTo('account') }}
            />
            <Box>{said.failed}</Box>
          </SpaceBetween>
        )}
        {problem === null && (
          <CheckList title={said.list} marks={said.verdict} checks={checks.map(asListed)} />
        )}
        <LiveRegion hidden>{isReading ? said.asking : ''}</LiveRegion>
        <ExpandableSection headerText={said.untested}>
          <ul className="plain-list">
            {untestable(plan, value).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </ExpandableSection>
      </SpaceBetween>
    </ExpandableSection>
  );
}

/** Folded until there is something to see; from then on it is as the person wants it, so that nothing closes under the mouse. */
function useOpenFor(isToSee: boolean) {
  const [isOpen, setIsOpen] = useState(isToSee);
  const [wasToSee, setWasToSee] = useState(isToSee);
  if (isToSee !== wasToSee) {
    setWasToSee(isToSee);
    if (isToSee) setIsOpen(true);
  }
  return [isOpen, setIsOpen] as const;
}

function asListed({ id, title, verdict, why, zones, vcpus }: Check): ListedCheck {
  const isOfAll = zones.length === 1 ? zones[0] : undefined;
  return {
    id,
    title,
    mark: verdict,
    why: isOfAll?.why ?? why,
    parts: zones.map((part) => ({
      mark: part.verdict,
      names: part.names,
      why: isOfAll === undefined ? part.why : '',
    })),
    bar: vcpus === null ? null : barOf(vcpus),
  };
}

function barOf({ inUse, planned, limit }: VcpuBar): CheckBar {
  const { quota } = said;
  return {
    used: inUse,
    added: planned,
    limit,
    label: quota.picture(inUse, planned, limit),
    captions: {
      used: quota.inUse(inUse),
      added: quota.planned(planned),
      limit: quota.limit(limit),
    },
  };
}
