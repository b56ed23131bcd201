import { useContext, useState } from 'react';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import type { Problem, ProblemAction } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemHelpContext } from './problem-help.ts';

/** The way to the page where something can be done about a problem. Where it does not open, its address is said. */
export function ProblemLink({ problem }: { readonly problem: Problem }) {
  const open = useContext(ProblemHelpContext)?.open ?? null;
  const [hasFailed, setHasFailed] = useState(false);
  const { link } = problem;
  const action = problem.actions.find((each) => ON_A_PAGE.has(each));
  if (open === null || link === null || action === undefined) return null;
  const follow = async () => {
    try {
      setHasFailed(!(await open(link)).ok);
    } catch {
      setHasFailed(true);
    }
  };
  return (
    <>
      <Button iconName="external" iconAlign="right" onClick={() => void follow()}>
        {words.app.problemActions[action]}
      </Button>
      <LiveRegion hidden={!hasFailed}>
        <span className="breakable">{hasFailed ? words.app.problem.notOpened(link) : ''}</span>
      </LiveRegion>
    </>
  );
}

/** What is done on a page of AWS, which the problem names. */
const ON_A_PAGE: ReadonlySet<ProblemAction> = new Set(['request-quota', 'open-subscription', 'ask-support']);
