/** What was found out before anything is created. */
export const preflightWords = {
  title: 'May I launch here?',
  why: 'Keyport has tried every call of this launch without carrying it out. Nothing was made, and nothing costs anything.',
  whyAsking:
    'Keyport tries every call of this launch without carrying it out. Nothing is made, and nothing costs anything.',
  again: 'Check again',
  asking: 'Keyport is checking what can be checked',
  readAt: (time: string) => `Checked at ${time}.`,
  summary: (yes: number, all: number) => `(${yes} of ${all} yes)`,
  failed: 'Your answers are kept. Mend this, then check again; or launch without having checked.',
  list: 'What was checked',
  verdict: { yes: 'Yes.', no: 'No.', unknown: 'Not known.', asking: 'Checking' },
  notAsked: 'This could not be asked.',
  account: {
    title: 'Am I signed in?',
    yes: (accountId: string, region: string) => `As account ${accountId}, in ${region}.`,
  },
  launch: {
    title: 'May I start these machines?',
    yes: 'Permitted, and the image, the size and the subnet are accepted.',
    mayNot: 'You are not permitted to do this.',
    refused: 'You are permitted, but EC2 does not accept it like this.',
    unknown: 'There was no clear answer.',
  },
  group: { title: 'May I make the security group?', yes: 'Permitted.' },
  groupAndRules: {
    title: 'May I make the security group and its rules?',
    yes: 'Permitted.',
  },
  keyPair: {
    CreateKeyPair: { title: 'May I have a key made by AWS?', yes: 'Permitted.' },
    ImportKeyPair: { title: 'May I bring my own key?', yes: 'Permitted.' },
  },
  quota: {
    title: 'Is my vCPU limit high enough?',
    yes: 'This is what AWS lets your account use at once, in this region, for sizes of this kind.',
    no: (missing: number) =>
      `${missing} ${missing === 1 ? 'vCPU is' : 'vCPUs are'} missing. Choose a smaller size or fewer zones, or ask AWS for a higher limit.`,
    forbidden:
      'You are not permitted to read it (servicequotas:GetServiceQuota). If it is too low, AWS refuses the launch, and nothing costs anything.',
    unknown: 'It could not be read. If it is too low, AWS refuses the launch, and nothing costs anything.',
    inUse: (count: number) => `${count} in use`,
    planned: (count: number) => `${count} for this launch`,
    limit: (count: number) => `limit ${count}`,
    picture: (inUse: number, planned: number, limit: number) =>
      `${inUse} vCPUs in use and ${planned} for this launch, of ${limit}`,
  },
  subnets: {
    title: 'Can the internet get to each machine?',
    yes: 'The way is open: an internet gateway, a public address, and no network rule against it.',
    no: 'Something on the way stops it.',
    unknown: 'Not every part of the way could be read.',
  },
  diskKey: {
    title: 'Can the disks be encrypted?',
    awsManaged: 'With the key that AWS keeps for your account.',
    customer:
      'Your account uses a key of its own. Whether you may use it shows only when a machine starts: without that right it ends at once.',
    unknown: 'Which key your account uses could not be read. The usual one needs no further right.',
  },
  accountPlan: {
    title: 'Does my account plan allow this size?',
    yes: (size: string) => `Your account is on the Free plan, and ${size} belongs to it.`,
    no: (size: string) => `Your account is on the Free plan, and ${size} needs the paid plan.`,
    unknown: (size: string) =>
      `Your account is on the Free plan. Whether ${size} belongs to it was not read yet.`,
  },
  untested: 'What nobody can test beforehand',
  untestedWhy: {
    capacity: (size: string) =>
      `Whether AWS has room for ${size} in each zone at that very moment. Where there is none, Keyport offers another zone or another size, and what did not start costs nothing.`,
    rules:
      'Whether you may write the rules of the new security group: that can be asked only of a group that exists.',
    tags: 'Whether you may put tags on what is made, where that is a right of its own.',
    answers: 'Whether the machines come up and answer. Keyport watches that after the launch.',
  },
} as const;
