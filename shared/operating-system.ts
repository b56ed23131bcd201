import { catalogEntry } from './image-catalog.ts';
import type { LaunchPlan } from './launch-plan.ts';
import type { OperatingSystem } from './price.ts';

/**
 * By which of AWS's prices a machine of this image is billed: as EC2 says of the image, else as the catalogue does. Plans of older
 * versions name the system in the id only.
 */
export function operatingSystemOf({
  catalogId,
  platform,
  operatingSystem,
}: Pick<LaunchPlan['image'], 'catalogId' | 'platform' | 'operatingSystem'>): OperatingSystem {
  if (platform === 'windows') return 'Windows';
  const known = operatingSystem ?? catalogEntry(catalogId)?.operatingSystem;
  if (known !== undefined) return known;
  if (/^rhel/i.test(catalogId)) return 'RHEL';
  return /^(sles|suse)/i.test(catalogId) ? 'SUSE' : 'Linux';
}
