/** Logging in without an open port. */
export const sessionManagerWords = {
  choice: 'Through Session Manager',
  choiceWhy:
    'No port is open to log in by. The machine calls AWS, and you log in through AWS with your own permissions. It needs an instance profile.',
  profile: 'Instance profile',
  profileWhy:
    'It lets the machine call Session Manager. Its role needs the policy AmazonSSMManagedInstanceCore. You make one in the AWS console: IAM, Roles, Create role, EC2, “EC2 Role for AWS Systems Manager”.',
  profileExample: 'name of the instance profile',
  reading: 'Looking up the instance profiles of your account',
  noneYet: 'This account has no instance profile yet.',
  cannotList: 'Keyport may not list the instance profiles of this account: type the name of yours.',
  listFailed: (title: string) =>
    `The instance profiles of this account could not be listed: type the name of yours. (${title})`,
  typedName: (name: string) => `Use “${name}”`,
  right: {
    has: 'Allows Session Manager',
    unknown: 'Not known whether it allows Session Manager',
    lacks: 'Does not seem to allow Session Manager',
  },
  profileWrong:
    'This is not the name of an instance profile: letters, digits and + = , . @ _ - only, no ARN.',
  publicAddress:
    'The machines still get a public address: in the default network they cannot call out without one. Nobody gets in by it.',
  review: (profile: string) => `Log-in through Session Manager, with the instance profile “${profile}”`,
} as const;
