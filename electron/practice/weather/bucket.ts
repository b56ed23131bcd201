export type Bucket = {
  /** Takes a token where there is one left. */
  readonly take: (nowMs: number) => boolean;
};

/** A token bucket as AWS describes its own: full at first, refilled at a steady rate up to its size. */
export function createBucket({ bucket, perSecond }: { bucket: number; perSecond: number }): Bucket {
  let tokens = bucket;
  let filledAt: number | null = null;
  return {
    take: (nowMs) => {
      const passedMs = filledAt === null ? 0 : Math.max(0, nowMs - filledAt);
      filledAt = nowMs;
      tokens = Math.min(bucket, tokens + (passedMs / 1000) * perSecond);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
