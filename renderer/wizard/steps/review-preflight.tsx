import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
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
  return (
    <Container
      header={
        <Header
          variant="h2"
          {...(isReading || problem !== null ? {} : { counter: said.summary(yes, checks.length) })}
          description={isReading ? said.whyAsking : said.why}
          actions={
            <Button
              iconName="refresh"
              loading={isReading}
              loadingText={said.asking}
              onClick={preflight.again}
            >
              {said.again}
            </Button>
          }
        >
          {said.title}
        </Header>
      }
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
        <ExpandableSection headerText={said.untested} defaultExpanded>
          <ul className="plain-list">
            {untestable(plan, value).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
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
