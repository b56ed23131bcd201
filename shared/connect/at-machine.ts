/** One machine of one launch: what everything about logging in is asked of. */
export type AtMachine = {
  readonly launchId: string;
  /** EC2's own: `i-…`. */
  readonly instanceId: string;
};
