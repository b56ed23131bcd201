import type { LaunchServices } from './launch-services.ts';
import type { LaunchRecord } from './record/launch-record.ts';
import { runLaunch } from './run-launch.ts';
import { undoLaunch } from './undo-launch.ts';

/** How a launch that was left half done goes on: what was to be made is made, what was to be removed is removed. */
export function finishLaunch(record: LaunchRecord): {
  readonly record: LaunchRecord;
  readonly work: 'launching' | 'removing';
  readonly job: (services: LaunchServices) => Promise<void>;
} {
  const next = { ...record, ended: null, isLeftAlone: false };
  return record.aim === 'launch'
    ? { record: next, work: 'launching', job: runLaunch }
    : { record: next, work: 'removing', job: undoLaunch };
}
