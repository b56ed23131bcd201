import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { DamagedLaunch } from '../../shared/launches-api.ts';
import { words } from '../../shared/words/en.ts';
import { openLink } from '../open-link.ts';

const said = words.launches.damaged;

/** Files of the journal that say nothing any more, with all by which the things they stood for can be found. */
export function DamagedLaunches({ damaged }: { readonly damaged: readonly DamagedLaunch[] }) {
  if (damaged.length === 0) return null;
  return (
    <Alert
      type="warning"
      header={said.title(damaged.length)}
      statusIconAriaLabel={words.app.severity.caution}
      action={
        <Button iconName="external" iconAlign="right" onClick={() => openLink('ec2-console')}>
          {said.console}
        </Button>
      }
    >
      <SpaceBetween size="s">
        <div>{said.why}</div>
        {damaged.map((launch) => (
          <Damaged key={launch.file} of={launch} />
        ))}
      </SpaceBetween>
    </Alert>
  );
}

function Damaged({ of: { file, launchId, ids } }: { readonly of: DamagedLaunch }) {
  return (
    <div className="breakable">
      <div>
        {said.file}: <code>{file}</code>
      </div>
      <div>{launchId === null ? said.noTag : said.tag(launchId)}</div>
      {ids.length > 0 && (
        <div>
          {said.ids} <code>{ids.join(', ')}</code>
        </div>
      )}
    </div>
  );
}
