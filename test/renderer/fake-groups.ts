import type { KeyportEvents } from '../../shared/api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed } from '../../shared/outcome.ts';
import type { GroupsApi } from '../../shared/security-group/groups-api.ts';
import type { Answer } from './fake-keys.ts';
import type { Scenario } from './fake-keyport.ts';

type FakeGroups = GroupsApi & Pick<KeyportEvents, 'onReviewProgress' | 'onGroupChanged'>;

/** The security groups' part of the bridge, in memory. */
export function createFakeGroups(_scenario: Scenario, answer: Answer): FakeGroups {
  const later = (name: string) => (input?: unknown) =>
    answer<never>(name, input ?? null, () => failed(makeProblem('review-unknown')));
  return {
    reviewGroups: later('reviewGroups'),
    cancelReview: later('cancelReview'),
    readGroup: later('readGroup'),
    askReach: later('askReach'),
    readMyAddresses: later('readMyAddresses'),
    previewChange: later('previewChange'),
    startChange: later('startChange'),
    undoChange: later('undoChange'),
    finishChange: later('finishChange'),
    forgetChange: later('forgetChange'),
    listChanges: later('listChanges'),
    deleteGroup: later('deleteGroup'),
    saveReport: later('saveReport'),
    onReviewProgress: () => () => undefined,
    onGroupChanged: () => () => undefined,
  };
}
