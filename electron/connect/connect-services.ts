import type { Patience } from '../aws/patience.ts';
import type { FileDialogs, VaultServices } from '../custody/vault-services.ts';
import type { Launches } from '../launch/launches.ts';
import type { Probe } from '../review/change/change-services.ts';
import type { StartProgram } from '../start-program.ts';
import type { Unfinished } from '../unfinished.ts';
import type { Rescue } from '../../shared/connect/rescue-api.ts';
import type { AccessTest } from '../../shared/connect/access-test.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { GroupsApi, MyAddresses } from '../../shared/security-group/groups-api.ts';
import type { KeyDoors } from './key-doors.ts';

/** What logging in to machines needs of the rest of Keyport, and of the computer. */
export type ConnectServices = {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly patience: Patience;
  readonly launches: Pick<
    Launches,
    'readLaunch' | 'listLaunches' | 'lookAtLaunches' | 'withAccount' | 'setConnect'
  >;
  /** Opens the home; the private keys of the vault are read through it. */
  readonly vault: () => Promise<Outcome<VaultServices>>;
  /** Where ssh can ask for keys of the vault. */
  readonly doors: Pick<KeyDoors, 'open' | 'closeAll'>;
  /** The person's own settings of ssh; null while one practises. */
  readonly sshConfigFile: string | null;
  /** Changes security groups, each journalled with its undo. */
  readonly groups: Pick<GroupsApi, 'previewChange' | 'startChange' | 'listChanges'>;
  /** What quitting has to wait for. */
  readonly unfinished: Unfinished;
  /** The addresses in use here, asked for now. Never fails. */
  readonly myAddresses: () => Promise<MyAddresses>;
  /** Knocks at a machine's door from here. */
  readonly probe: Probe;
  /** Opens a window of another program. */
  readonly startProgram: StartProgram;
  readonly copyText: (text: string) => Promise<void>;
  /** What is on the clipboard now. */
  readonly readText: () => Promise<string>;
  /** Asks the system to open a file of ours with the program that it has for such files; rejects where there is none. */
  readonly openPath: (file: string) => Promise<void>;
  /** The system's dialogs for files. */
  readonly files: FileDialogs;
  readonly openExternal: (url: string) => Promise<void>;
  /** What the screen is told of a key on its way into a machine. */
  readonly rescueChanged: (rescue: Rescue) => void;
  /** Hears of each step of a test of the way to a machine. */
  readonly tested: (test: AccessTest) => void;
};
