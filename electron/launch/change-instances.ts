import { makeProblem } from '../../shared/make-problem.ts';
import type { InstanceAct } from '../../shared/launches-api.ts';
import type { LaunchServices } from './launch-services.ts';

export type AskedAct = {
  readonly instanceIds: readonly string[];
  readonly act: InstanceAct;
  readonly snapshotsFirst: boolean;
};

/**
 * Stops, starts, ends or unprotects machines of this launch: one call for each, its line on the disk first. Waits until EC2 shows
 * what was asked for. How it went stands in the record. Never rejects.
 */
export async function changeInstances({ board }: LaunchServices, _asked: AskedAct): Promise<void> {
  board.fail(makeProblem('unexpected'));
}
