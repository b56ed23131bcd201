import Checkbox from '@cloudscape-design/components/checkbox';
import type { LaunchedInstance } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';

const said = words.launches.acts;

type DiskCopiesProps = {
  readonly of: readonly LaunchedInstance[];
  readonly isWanted: boolean;
  readonly onWant: (isWanted: boolean) => void;
};

/** Offers to keep what is on the disks, where there are any. */
export function DiskCopies({ of, isWanted, onWant }: DiskCopiesProps) {
  const size = of.flatMap(({ volumes }) => volumes).reduce((sum, { sizeGiB }) => sum + sizeGiB, 0);
  if (of.length === 0) return null;
  return (
    <Checkbox
      checked={isWanted}
      description={said.copyDisksWhy(size)}
      onChange={({ detail }) => onWant(detail.checked)}
    >
      {said.copyDisks}
    </Checkbox>
  );
}
