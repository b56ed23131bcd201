import { useContext } from 'react';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { LONGEST_COPY } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from './copy-button.tsx';
import { ProblemHelpContext } from './problem-help.ts';
import { WordForWord } from './word-for-word.tsx';

const said = words.app.problem;

/** What stands folded below a problem: the policy that would allow it, and what was really said. */
export function ProblemMore({ problem }: { readonly problem: Problem }) {
  return (
    <div>
      {problem.policy !== null && <Policy policy={problem.policy} />}
      <ExpandableSection headerText={words.app.details}>
        <Details problem={problem} />
      </ExpandableSection>
    </div>
  );
}

/** Copies what was really said: for whoever is asked for help. */
export function CopyDetails({ problem }: { readonly problem: Problem }) {
  return <CopyText label={words.app.problemActions['copy-details']} text={detailsOf(problem).join('\n')} />;
}

/** To be read before it is copied: it goes to whoever may change what one may do. */
function Policy({ policy }: { readonly policy: string }) {
  return (
    <ExpandableSection headerText={said.policy}>
      <SpaceBetween size="xs">
        <div>{said.policyWhy}</div>
        <WordForWord text={policy} />
        <CopyText label={words.app.problemActions['copy-policy']} text={policy} />
      </SpaceBetween>
    </ExpandableSection>
  );
}

function Details({ problem }: { readonly problem: Problem }) {
  return (
    <SpaceBetween size="xs">
      <div>
        {detailsOf(problem).map((line) => (
          <div key={line}>
            <code>{line}</code>
          </div>
        ))}
      </div>
      {problem.raw !== null && !problem.actions.includes('copy-details') && <CopyDetails problem={problem} />}
    </SpaceBetween>
  );
}

function detailsOf({ raw, requestId, code }: Problem): readonly string[] {
  return [
    ...(raw === null ? [] : [raw]),
    ...(requestId === null ? [] : [words.app.requestId(requestId)]),
    words.app.problemCode(code),
  ];
}

/** Main has the clipboard. Where nobody helps, the text is there to be selected. */
function CopyText({ label, text }: { readonly label: string; readonly text: string }) {
  const help = useContext(ProblemHelpContext);
  if (help === null || text.length > LONGEST_COPY) return null;
  return (
    <CopyButton
      label={label}
      ariaLabel={label}
      copiedAriaLabel={said.copied(label)}
      onCopy={() => help.copy(text)}
    />
  );
}
