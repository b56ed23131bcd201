import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isBusy, isGone } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { startScriptOf } from '../../shared/start-script.ts';
import { tagsInWords } from '../../shared/tags-in-words.ts';
import { words } from '../../shared/words/en.ts';
import { WordForWord } from '../components/word-for-word.tsx';
import { When } from '../components/when.tsx';
import { useNow } from '../use-now.ts';
import { costOfLaunch, isPractised } from './cost-of-launch.ts';
import { machineCount } from './launch-standing.ts';

const said = words.launches.facts;

const SCRIPTS = {
  'first-page': words.startScript.firstPage,
  own: words.startScript.own,
  none: words.startScript.none,
} as const;
const MINUTE_MS = 60_000;

/** Whose it is, how old, and what it costs. */
export function LaunchFacts({ launch }: { readonly launch: Launch }) {
  const { account, region, startedAt, sight, plan } = launch;
  const script = startScriptOf(plan);
  const cost = costOfLaunch(launch, useNow(true, MINUTE_MS));
  const { running, planned } = machineCount(launch);
  return (
    <Container header={<Header variant="h2">{said.title}</Header>}>
      <SpaceBetween size="s">
        <KeyValuePairs
          columns={3}
          items={[
            { label: said.started, value: <When iso={new Date(startedAt).toISOString()} /> },
            {
              label: said.machines,
              value: isGone(launch)
                ? words.launches.machines.none
                : words.launches.machines.of(running, planned),
            },
            {
              label: said.seen,
              value:
                sight.at === null ? (
                  words.launches[isBusy(launch) ? 'asking' : 'never']
                ) : (
                  <When iso={new Date(sight.at).toISOString()} />
                ),
            },
            { label: said.costNow, value: cost.now },
            ...(cost.forReal === null ? [] : [{ label: said.forReal, value: cost.forReal }]),
            ...(cost.soFar === null ? [] : [{ label: said.soFar, value: cost.soFar }]),
            { label: said.account, value: account.accountId },
            { label: said.region, value: region },
            ...(account.endpoint === null ? [] : [{ label: said.endpoint, value: account.endpoint }]),
            { label: said.tags, value: plan.tags.length === 0 ? said.noTags : tagsInWords(plan.tags) },
            { label: words.startScript.kind, value: SCRIPTS[plan.script.kind] },
          ]}
        />
        {script !== null && (
          <ExpandableSection headerText={words.startScript.show}>
            <WordForWord text={script} />
          </ExpandableSection>
        )}
        {cost.notCounted !== null && <div>{cost.notCounted}</div>}
        {!isPractised(launch) && (
          <Box fontSize="body-s" color="text-body-secondary">
            {said.priceOf}
          </Box>
        )}
      </SpaceBetween>
    </Container>
  );
}
