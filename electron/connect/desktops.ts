import path from 'node:path';
import { rawOf } from '../aws/raw-of.ts';
import type { FileDialogs } from '../custody/vault-services.ts';
import { fileNamePart } from '../file-name-part.ts';
import { writeDurably } from '../journal/durable-file.ts';
import { problemOfPlace } from '../journal/within-home.ts';
import type { AtMachine } from '../../shared/connect/at-machine.ts';
import type { DesktopApi } from '../../shared/connect/desktop-api.ts';
import { desktopFile, type DesktopLogin } from '../../shared/connect/desktop-file.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { isMachineAddress } from '../../shared/ssh-command.ts';
import { isReachable } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import type { ConnectServices } from './connect-services.ts';
import { desktopProgram } from './desktop-programs.ts';
import type { Computer } from './find-program.ts';
import type { MachineAt } from './machine-at.ts';
import { withoutOurs } from './own-environment.ts';
import { windowsMachineAt } from './windows-machine.ts';

const said = words.connectDesktop;

type Desktops = Pick<DesktopApi, 'saveDesktopFile' | 'openDesktop'>;

/** The desktops of Windows machines, in the person's own remote desktop program. */
export function createDesktops(
  services: ConnectServices,
  computer: Computer = { platform: process.platform, env: services.env },
): Desktops {
  return {
    saveDesktopFile: async (at) => {
      const desktop = await desktopAt(services, at);
      return desktop.ok ? save(services.files, desktop.value) : desktop;
    },
    openDesktop: async (at) => {
      const desktop = await desktopAt(services, at);
      return desktop.ok ? open(services, computer, desktop.value) : desktop;
    },
  };
}

type Desktop = MachineAt & { readonly login: DesktopLogin };

async function desktopAt(
  { launches }: Pick<ConnectServices, 'launches'>,
  at: AtMachine,
): Promise<Outcome<Desktop>> {
  const found = await windowsMachineAt(launches, at);
  if (!found.ok) return found;
  const { launch, machine } = found.value;
  if (!isReachable(launch)) return failed(makeProblem('machine-not-real'));
  const { publicAddress: address, state } = machine;
  if (state !== 'running' || address === null || !isMachineAddress(address)) {
    return failed(makeProblem('machine-not-running'));
  }
  return succeeded({ ...found.value, login: { address, port: launch.connect.port } });
}

/** Asks where to. Null where they chose nowhere; else the path. */
async function save(
  files: FileDialogs,
  { launch, machine, login }: Desktop,
): Promise<Outcome<string | null>> {
  const fileName = `${fileNamePart(`${launch.name}-${machine.zoneName}`)}.rdp`;
  const file = await files.save({ ...said.saveDialog, fileName, folder: 'documents' });
  if (file === null) return succeeded(null);
  const refused = await problemOfPlace(file);
  if (refused !== null) return failed(refused);
  try {
    await writeDurably(file, desktopFile(login));
  } catch (error) {
    return failed(makeProblem('file-not-written', { raw: rawOf(error) }));
  }
  return succeeded(file);
}

/** All that the program is told is a file of ours, and who and where, which were looked at letter by letter. */
async function open(
  services: ConnectServices,
  computer: Computer,
  { machine, login }: Desktop,
): Promise<Outcome<{ readonly program: string }>> {
  const file = path.join(services.home, 'desktop', `${machine.instanceId}.rdp`);
  const program = desktopProgram(computer, login, file);
  if (program === null) return failed(makeProblem('no-desktop-program'));
  try {
    await writeDurably(file, desktopFile(login));
    if (program.kind === 'system') await services.openPath(file);
    else {
      const { file: started, args } = program.start;
      await services.startProgram({ file: started, args, env: withoutOurs(computer.env) });
    }
  } catch (error) {
    return failed(makeProblem('desktop-failed', { raw: rawOf(error), retryable: true }));
  }
  return succeeded({ program: program.name });
}
