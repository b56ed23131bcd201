/** One machine of one launch: what everything about logging in is asked of. */
export type AtMachine = {
  readonly launchId: string;
  /** EC2's own: `i-…`. */
  readonly instanceId: string;
};

/** It becomes a part of commands and of file names. */
export const INSTANCE_ID = /^i-[0-9a-f]{8,17}$/;
