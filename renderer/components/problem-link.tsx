import { useContext, useState } from 'react';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import { words } from '../../shared/words/en.ts';
import { ProblemHelpContext } from './problem-help.ts';

/** The way to the page where something can be done about a problem. Where it does not open, its address is said. */
export function ProblemLink({ label, url }: { readonly label: string; readonly url: string }) {
  const help = useContext(ProblemHelpContext);
  const [hasFailed, setHasFailed] = useState(false);
  if (help === null) return null;
  const open = async () => {
    try {
      setHasFailed(!(await help.open(url)).ok);
    } catch {
      setHasFailed(true);
    }
  };
  return (
    <>
      <Button iconName="external" iconAlign="right" onClick={() => void open()}>
        {label}
      </Button>
      <LiveRegion hidden={!hasFailed}>
        <span className="breakable">{hasFailed ? words.app.problem.notOpened(url) : ''}</span>
      </LiveRegion>
    </>
  );
}
