import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import type { CodeSource } from '../../shared/as-code/code-api.ts';
import { CODE_FORMATS, type CodeFormat } from '../../shared/as-code/code-files.ts';
import { codeOf } from '../../shared/as-code/code-of.ts';
import type { FleetAsCode } from '../../shared/as-code/fleet-as-code.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { secretInPlan } from '../../shared/secret-in-plan.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useMode } from '../mode/mode-context.ts';
import { useAct } from '../use-act.ts';
import './code-view.css';

const said = words.asCode.view;

type CodeViewProps = {
  readonly fleet: FleetAsCode;
  readonly of: CodeSource;
  readonly plan: LaunchPlan;
  /** Where the calls of the launch went, where that was not AWS; null else. */
  readonly endpoint: string | null;
};

/** A fleet for one of two tools: what its code does, every file of it, and the way to a folder. */
export function CodeView({ fleet, of, plan, endpoint }: CodeViewProps) {
  const [format, setFormat] = useState<CodeFormat>('cli');
  return (
    <SpaceBetween size="m">
      <SegmentedControl
        label={said.format}
        selectedId={format}
        options={CODE_FORMATS.map((id) => ({ id, text: said.formats[id] }))}
        onChange={({ detail }) => setFormat(CODE_FORMATS.find((id) => id === detail.selectedId) ?? 'cli')}
      />
      <Box>{said.why[of.kind][format]}</Box>
      <Cautions plan={plan} endpoint={endpoint} />
      <SaveAll key={format} of={of} format={format} />
      <Files key={`${format} files`} fleet={fleet} of={of} format={format} />
    </SpaceBetween>
  );
}

/** That no secret is in it is said only where nothing looks like one. */
function Cautions({ plan, endpoint }: Pick<CodeViewProps, 'plan' | 'endpoint'>) {
  const isPractice = useMode().mode === 'practice';
  const secret = secretInPlan(plan);
  return (
    <SpaceBetween size="xs">
      {secret === null ? (
        <Box color="text-body-secondary">{said.noSecret}</Box>
      ) : (
        <Alert type="warning" statusIconAriaLabel={words.app.severity.caution}>
          {said.ownScript} {secret}
        </Alert>
      )}
      {isPractice && <Box color="text-body-secondary">{said.practice}</Box>}
      {endpoint !== null && (
        <Alert type="info" statusIconAriaLabel={words.app.severity.note}>
          {said.otherEndpoint(endpoint)}
        </Alert>
      )}
    </SpaceBetween>
  );
}

type CodeProps = { readonly of: CodeSource; readonly format: CodeFormat };

function SaveAll({ of, format }: CodeProps) {
  const act = useAct();
  const [saved, setSaved] = useState<string | null>(null);
  const save = () => {
    setSaved(null);
    act.run(
      () => window.keyport.saveCode({ of, format }),
      (done) => setSaved(done === null ? null : said.saved(done.files.join(', '), done.folder)),
    );
  };
  return (
    <SpaceBetween size="xs">
      <Button
        variant="primary"
        iconName="download"
        loading={act.isBusy}
        loadingText={said.saving}
        onClick={save}
      >
        {said.save}
      </Button>
      <LiveRegion hidden={saved === null}>
        {saved !== null && <StatusIndicator type="success">{saved}</StatusIndicator>}
      </LiveRegion>
      {act.problem !== null && <ProblemAlert problem={act.problem} />}
    </SpaceBetween>
  );
}

function Files({ fleet, of, format }: CodeProps & { readonly fleet: FleetAsCode }) {
  return (
    <Tabs
      ariaLabel={said.files}
      tabs={Object.entries(codeOf(fleet, format)).map(([file, text]) => ({
        id: file,
        label: file,
        content: (
          <SpaceBetween size="xs">
            <CopyButton
              label={said.copy}
              ariaLabel={said.copyFile(file)}
              copiedAriaLabel={said.copiedFile(file)}
              onCopy={() => window.keyport.copyCode({ of, format, file })}
            />
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard. */}
            <pre className="code-view" role="region" aria-label={said.textOf(file)} tabIndex={0}>
              {text}
            </pre>
          </SpaceBetween>
        ),
      }))}
    />
  );
}
