import type { AwsClients } from '../aws/clients.ts';
import type { Patience } from '../aws/patience.ts';
import type { VaultServices } from '../custody/vault-services.ts';
import { TAGS } from '../../shared/launch-plan.ts';
import type { LaunchBoard } from './launch-board.ts';
import type { RecordKeeper } from './launch-record.ts';
import type { Unfinished } from '../unfinished.ts';

/** What one launch, or its undoing, works with. */
export type LaunchServices = {
  readonly clients: AwsClients;
  readonly vault: VaultServices;
  readonly patience: Patience;
  readonly record: RecordKeeper;
  readonly board: LaunchBoard;
  readonly unfinished: Unfinished;
  /** Whether a program of the system prints what the keychain keeps. */
  readonly hasKeyCommand: boolean;
  /** The dangers that the person has taken, as `confirmationOf` names them. */
  readonly confirmed: readonly string[];
};

/** The tags of everything a launch makes. */
export function launchTags(launchId: string): Readonly<Record<string, string>> {
  return { [TAGS.launchId]: launchId, [TAGS.createdBy]: 'keyport' };
}
