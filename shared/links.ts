/** Pages the app may open in the person's browser. The renderer sends an id; main knows the address. */
export const LINKS = {
  'aws-sign-up': 'https://aws.amazon.com/free/',
  'aws-cli-configure': 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-configure.html',
  'ec2-console': 'https://console.aws.amazon.com/ec2/home',
  'aws-service-health': 'https://health.aws.amazon.com/health/status',
  'vcpu-quota': 'https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas/L-1216C47A',
  'aws-budgets': 'https://console.aws.amazon.com/costmanagement/home#/budgets',
} as const satisfies Record<LinkId, `https://${string}`>;

export const LINK_IDS = [
  'aws-sign-up',
  'aws-cli-configure',
  'ec2-console',
  'aws-service-health',
  'vcpu-quota',
  'aws-budgets',
] as const;
export type LinkId = (typeof LINK_IDS)[number];
