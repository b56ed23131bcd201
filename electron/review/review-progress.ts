import type { ReviewProgress } from '../../shared/security-group/groups-api.ts';
import { calmProgress } from './calm-progress.ts';
import { PARTS_READ, type RegionProgress } from './read-region.ts';

export type ProgressOfRegion = {
  readonly read: (progress: RegionProgress) => void;
  /** All is read; what follows is thinking, and always told. */
  readonly analysis: () => void;
};

/** How far a reading of so many regions is, for the screen: calmly, and the last step always. */
export function createReviewProgress(onProgress: (progress: ReviewProgress) => void, regionsTotal: number) {
  const calm = calmProgress(onProgress);
  let regionsDone = 0;
  return {
    of: (region: string): ProgressOfRegion => {
      let groupsRead = 0;
      const send = (step: Pick<ReviewProgress, 'part' | 'groupsRead' | 'partsDone'>): void =>
        calm.send({ region, ...step, partsTotal: PARTS_READ + 1, regionsDone, regionsTotal });
      return {
        read: (step) => {
          groupsRead = step.groupsRead;
          send(step);
        },
        analysis: () => {
          send({ part: 'analysis', groupsRead, partsDone: PARTS_READ });
          calm.flush();
        },
      };
    },
    regionDone: (): void => {
      regionsDone += 1;
    },
  };
}
