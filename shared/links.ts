/** Pages the app may open in the person's browser. The renderer sends an id; main knows the address. */
export const LINKS = {
  'aws-sign-up': 'https://aws.amazon.com/free/',
  'aws-cli-install': 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html',
  'aws-cli-login': 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html',
  'aws-cli-sso': 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html',
  'iam-create-policy': 'https://console.aws.amazon.com/iam/home#/policies/create',
  'iam-create-user': 'https://console.aws.amazon.com/iam/home#/users/create',
  'iam-credentials': 'https://console.aws.amazon.com/iam/home#/security_credentials',
  'ec2-console': 'https://console.aws.amazon.com/ec2/home',
  'aws-service-health': 'https://health.aws.amazon.com/health/status',
  'vcpu-quota': 'https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas/L-1216C47A',
  'aws-budgets': 'https://console.aws.amazon.com/costmanagement/home#/budgets',
} as const satisfies Record<LinkId, `https://${string}`>;

export const LINK_IDS = [
  'aws-sign-up',
  'aws-cli-install',
  'aws-cli-login',
  'aws-cli-sso',
  'iam-create-policy',
  'iam-create-user',
  'iam-credentials',
  'ec2-console',
  'aws-service-health',
  'vcpu-quota',
  'aws-budgets',
] as const;
export type LinkId = (typeof LINK_IDS)[number];
