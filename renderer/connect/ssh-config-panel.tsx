import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { SshAlias } from '../../shared/connect/ssh-aliases.ts';
import type { SshConfig } from '../../shared/connect/ssh-config-api.ts';
import { words } from '../../shared/words/en.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { WordForWord } from '../components/word-for-word.tsx';
import type { SshConfigHandle } from './use-ssh-config.ts';
import './ssh-config.css';

const said = words.sshConfig;

/** Exactly what is added to which file of the person's, before it is, and the way back. */
export function SshConfigPanel(handle: SshConfigHandle) {
  const { value, problem, isReading, again } = handle.reading;
  return (
    <SpaceBetween size="m">
      <div>{said.intro}</div>
      {value === null && isReading && <StatusIndicator type="loading">{said.reading}</StatusIndicator>}
      {problem !== null && <ProblemAlert problem={problem} on={{ retry: again }} />}
      {value?.problem != null && <ProblemAlert problem={value.problem} on={{ retry: again }} />}
      {value !== null && value.problem === null && <Changeable {...handle} config={value} />}
    </SpaceBetween>
  );
}

function Changeable({ act, turn, config }: SshConfigHandle & { readonly config: SshConfig }) {
  const { isOn } = config;
  const change = () => turn(!isOn);
  return (
    <SpaceBetween size="m">
      <LiveRegion>
        <StatusIndicator type={isOn ? 'success' : 'stopped'}>{isOn ? said.isOn : said.isOff}</StatusIndicator>
      </LiveRegion>
      <Lines config={config} />
      <div>{said.key}</div>
      <Box color="text-body-secondary">{said.closed}</Box>
      {act.problem !== null && <ProblemAlert problem={act.problem} on={{ retry: change }} />}
      <Button loading={act.isBusy} onClick={change}>
        {isOn ? said.turnOff : said.turnOn}
      </Button>
    </SpaceBetween>
  );
}

function Lines({ config: { isOn, isFileThere, file, lines } }: { readonly config: SshConfig }) {
  const { before, made, now } = said.linesTitle;
  return (
    <SpaceBetween size="xs">
      <div>
        {isOn ? now : isFileThere ? before : made} <code className="ssh-file">{file}</code>
      </div>
      <WordForWord text={lines.join('\n')} />
      <Box color="text-body-secondary">{said.linesWhy}</Box>
    </SpaceBetween>
  );
}

/** Every name, to be copied. */
export function SshNames({ hosts }: { readonly hosts: readonly SshAlias[] }) {
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{said.hostsTitle(hosts.length)}</Box>
      {hosts.length === 0 && <Box color="text-body-secondary">{said.noHosts}</Box>}
      <ul className="ssh-names">
        {hosts.map((host) => (
          <li key={host.instanceId}>
            <code>{commandOf(host)}</code>
            <CopyName host={host} />
          </li>
        ))}
      </ul>
    </SpaceBetween>
  );
}

export function SshName({ host }: { readonly host: SshAlias }) {
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <code>{commandOf(host)}</code>
      <CopyName host={host} />
    </SpaceBetween>
  );
}

function CopyName({ host }: { readonly host: SshAlias }) {
  const { launchId, instanceId } = host;
  const command = commandOf(host);
  return (
    <CopyButton
      label={said.copy}
      ariaLabel={said.copyFor(command)}
      copiedAriaLabel={said.copiedFor(command)}
      onCopy={() => window.keyport.copySshAlias({ launchId, instanceId })}
    />
  );
}

function commandOf({ alias }: SshAlias): string {
  return `ssh ${alias}`;
}
