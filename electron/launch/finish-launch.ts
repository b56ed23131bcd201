import type { Begun } from './launch-shelf.ts';
import type { LaunchServices } from './launch-services.ts';
import type { LaunchRecord } from './record/launch-record.ts';
import { runLaunch } from './run-launch.ts';
import { undoLaunch } from './undo-launch.ts';

/** How a launch that was left half done goes on: what was to be made is made, what was to be removed is removed. */
export function finishOf({ aim }: LaunchRecord): Pick<Begun, 'work' | 'first'> & {
  readonly job: (services: LaunchServices) => Promise<void>;
} {
  return aim === 'launch'
    ? { work: 'launching', first: underWay, job: runLaunch }
    : { work: 'removing', first: underWay, job: undoLaunch };
}

function underWay(record: LaunchRecord): LaunchRecord {
  return { ...record, ended: null, isLeftAlone: false };
}
