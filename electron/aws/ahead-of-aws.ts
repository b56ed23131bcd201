import type { AwsClients } from './clients.ts';

/**
 * How far this computer's clock is ahead of AWS's, in milliseconds, as far as the answers to these clients have told; negative where
 * it is behind. Zero where the two are less than five minutes apart, and while nothing was answered yet.
 */
export function aheadOfAws({ sts, ec2 }: Pick<AwsClients, 'sts' | 'ec2'>): number {
  // Each client learns it by itself. That of STS is asked first, when an account says who it is.
  const { systemClockOffset: behindMs } = ec2.config.systemClockOffset === 0 ? sts.config : ec2.config;
  return behindMs === 0 ? 0 : -behindMs;
}
