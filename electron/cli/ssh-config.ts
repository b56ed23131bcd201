import type { SshConfig } from '../../shared/connect/ssh-config-api.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { Session } from './session.ts';
import { table, type Shown } from './shown.ts';

const { cli: said, noHosts } = words.sshConfig;

/** What would be added to which file, whether it is there, and every name. Changes nothing. */
export async function showSshConfig({ launches }: Session): Promise<Outcome<Shown>> {
  const config = await (await launches.openSshConfig()).api.readSshConfig();
  return config.ok ? succeeded(shown(config.value)) : config;
}

export async function setSshConfig({ launches }: Session, isOn: boolean): Promise<Outcome<Shown>> {
  const config = await (await launches.openSshConfig()).api.setSshConfig({ isOn });
  return config.ok ? succeeded(shown(config.value)) : config;
}

function shown(config: SshConfig): Shown {
  const { isOn, file, lines, hosts, problem } = config;
  const { command, launch, instance } = said.columns;
  const rows = hosts.map(({ alias, launchId, instanceId }) => [
    `ssh ${alias}`,
    launchId.slice(0, 8),
    instanceId,
  ]);
  return {
    lines: [
      isOn ? said.isOn(file) : said.isOff(file),
      ...lines.map((line) => `  ${line}`),
      ...(rows.length === 0 ? [noHosts] : table([[command, launch, instance], ...rows])),
    ],
    json: config,
    ...(problem === null ? {} : { problem }),
  };
}
