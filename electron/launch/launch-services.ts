import type { AwsClients } from '../aws/clients.ts';
import type { Connection } from '../aws/connections.ts';
import type { Patience } from '../aws/patience.ts';
import type { FileDialogs, VaultServices } from '../custody/vault-services.ts';
import type { AccountChoice } from '../../shared/account.ts';
import type { Launch } from '../../shared/launch.ts';
import { TAGS, type LaunchPlan } from '../../shared/launch-plan.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Probe } from '../review/change/change-services.ts';
import type { Unfinished } from '../unfinished.ts';
import type { LaunchBoard } from './launch-board.ts';
import type { LaunchKeeper } from './record/keep-launch.ts';

/** What all launches of a home need of the machine. */
export type LaunchesDeps = {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Opens the home; a launch whose private key could not be kept is refused before AWS is asked. */
  readonly vault: () => Promise<Outcome<VaultServices>>;
  readonly unfinished: Unfinished;
  /** Whether a program of the system prints what the keychain keeps. */
  readonly hasKeyCommand: boolean;
  readonly files: FileDialogs;
  /** Knocks at a machine's door from here. */
  readonly probe: Probe;
  /** Whether it may, where the machines are not AWS's: their addresses are made up, and may be those of strangers. */
  readonly knocksEverywhere?: boolean;
  readonly changed: (launch: Launch) => void;
  /** Asks AWS who this is, now. */
  readonly connect: (choice: AccountChoice) => Promise<Outcome<Connection>>;
};

/** What one work on a launch has: making it, changing its machines, or removing it. */
export type LaunchServices = {
  readonly clients: AwsClients;
  readonly vault: VaultServices;
  readonly patience: Patience;
  readonly record: LaunchKeeper;
  readonly board: LaunchBoard;
  readonly unfinished: Unfinished;
  readonly hasKeyCommand: boolean;
  readonly probe: Probe;
  readonly knocksEverywhere?: boolean;
  /** Milliseconds since the epoch, by AWS's clock. */
  readonly now: () => number;
};

/** The tags of everything a launch makes: the person's own, and Keyport's, which none of them can take the place of. */
export function launchTags(
  launchId: string,
  { tags }: Pick<LaunchPlan, 'tags'>,
): Readonly<Record<string, string>> {
  return {
    ...tagsOfPlan({ tags }),
    [TAGS.launchId]: launchId,
    [TAGS.createdBy]: 'keyport',
  };
}

/** The person's own. */
export function tagsOfPlan({ tags }: Pick<LaunchPlan, 'tags'>): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
