import type { Facts, InstanceType } from './facts.ts';
import type { Fix } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { cheapestFirst, sizeAnswer } from './pre-answer.ts';
import { words } from './words/en.ts';

/**
 * The sizes that were read, fit the image and are not the chosen one: those with as many processors first, of these the cheapest.
 * Without an image none fits.
 */
export function nearSizes(
  { image, size }: Pick<PlanDraft, 'image' | 'size'>,
  { instanceTypes, prices }: Pick<Facts, 'instanceTypes' | 'prices'>,
): readonly InstanceType[] {
  if (image === null || size === null || instanceTypes === null) return [];
  const fitting = instanceTypes.filter(
    ({ name, architectures }) => name !== size.name && architectures.includes(image.architecture),
  );
  const distance = ({ vcpus }: InstanceType) => Math.abs(Math.log2(vcpus / size.vcpus));
  return cheapestFirst(fitting, prices).toSorted((one, other) => distance(one) - distance(other));
}

/** Buttons for the first of these sizes; more than two would be a list to study. */
export function sizeFixes(types: readonly InstanceType[]): readonly Fix[] {
  return types
    .slice(0, 2)
    .map((type) => ({ label: words.findings.fixes.useSize(type.name), edit: { size: sizeAnswer(type) } }));
}
