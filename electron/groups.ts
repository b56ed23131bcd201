import type { Connections } from './aws/connections.ts';
import type { FileDialogs } from './custody/vault-services.ts';
import type { HomeLock } from './journal/home-lock.ts';
import type { Unfinished } from './unfinished.ts';
import { makeProblem } from '../shared/make-problem.ts';
import { failed, type Outcome } from '../shared/outcome.ts';
import type { GroupChange } from '../shared/security-group/group-change.ts';
import type { GroupsApi, ReviewProgress } from '../shared/security-group/groups-api.ts';

/** What the services for security groups need of the machine. */
export type GroupsMachine = {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly lock: HomeLock;
  readonly connections: Connections;
  readonly files: FileDialogs;
  /** What quitting has to wait for. */
  readonly unfinished: Unfinished;
  readonly reviewProgressed: (progress: ReviewProgress) => void;
  readonly groupChanged: (change: GroupChange) => void;
};

/** All that is done with security groups, behind its part of the contract. */
export function createGroups(_machine: GroupsMachine): GroupsApi {
  const later = async (): Promise<Outcome<never>> => failed(makeProblem('unexpected'));
  return {
    reviewGroups: later,
    cancelReview: later,
    readGroup: later,
    askReach: later,
    readMyAddresses: later,
    previewChange: later,
    startChange: later,
    undoChange: later,
    finishChange: later,
    forgetChange: later,
    listChanges: later,
    deleteGroup: later,
    saveReport: later,
  };
}
