/** The image step: which system the machines start with. */
export const image = {
  legend: 'System',
  why: 'An image is a disk with a system on it. Every machine of the fleet starts as a copy of one.',
  reading: 'Looking up the newest images',
  recommended: (name: string) => `${name} (recommended)`,
  families: {
    'amazon-linux': {
      name: 'Amazon Linux',
      why: 'Made by AWS for its own machines. Free, and a good choice if you have no other reason.',
    },
    ubuntu: {
      name: 'Ubuntu',
      why: 'The Linux that most guides on the web are written for. Free.',
    },
    debian: {
      name: 'Debian',
      why: 'Plain and steady Linux, made by volunteers. Free.',
    },
    suse: {
      name: 'SUSE Linux',
      why: 'For software that is certified for it. AWS bills its licence by the hour.',
    },
    rhel: {
      name: 'Red Hat',
      why: 'For software that is certified for it. AWS bills its licence by the hour.',
    },
    windows: {
      name: 'Windows Server',
      why: 'You see its desktop over RDP. AWS bills its licence by the hour.',
    },
    other: {
      name: 'Another image',
      why: 'One that you have made, that somebody shared with you, or whose id you know.',
    },
  },
  missingFamily: 'Not in this region.',
  release: 'Version',
  processor: 'Processor',
  architectureNames: { x86_64: '64-bit x86', arm64: '64-bit Arm' },
  architectures: {
    x86_64: 'For Intel and AMD processors. Most software is made for these.',
    arm64: 'For AWS Graviton processors. Often a little cheaper; your software must exist for Arm.',
  },
  chosen: 'What your machines start with',
  chosenWhy:
    'Every machine of the fleet starts from exactly this id, even if a newer one is published meanwhile.',
  facts: {
    image: 'Image',
    made: 'Made on',
    login: 'You log in as',
    disk: 'Smallest disk',
    support: 'Free security updates until',
    owner: 'Published by',
  },
  pinned: (imageId: string) => `Pinned to ${imageId}`,
  loginBy: (user: string, rule: string) => `${user}, by ${rule}`,
  loginOpen: 'Not known yet',
  disk: (sizeGiB: number) => `${sizeGiB} GiB`,
  supportedUntil: (date: string) => `Free security updates until ${date}.`,
  supportUnknown: 'Nobody says; ask whoever made it',
  publishers: {
    catalogue: (ownerId: string) => `its maker (AWS account ${ownerId})`,
    maker: (name: string, ownerId: string) => `${name} (AWS account ${ownerId})`,
    own: (ownerId: string) => `your own account (${ownerId})`,
    shared: (ownerId: string) => `AWS account ${ownerId}, which shared it with yours`,
    verified: (ownerId: string) => `a provider that AWS has verified (account ${ownerId})`,
    unknown: (ownerId: string) => `AWS account ${ownerId}, which AWS does not vouch for`,
  },
  makers: {
    'amazon-linux': 'Amazon',
    ubuntu: 'Canonical, which makes Ubuntu',
    debian: 'the Debian project',
    suse: 'SUSE',
    rhel: 'Red Hat',
    windows: 'Amazon, with Microsoft’s system on it',
  },
  unavailable: 'Not available in this region now',
  notAllowed: 'Your account does not allow it',
  byOwner: (titles: string) =>
    `AWS’s list of newest images does not have these in this region: ${titles}. Keyport took the newest in their makers’ accounts instead.`,
  missing: (titles: string) => `Not offered in this region: ${titles}.`,
  other: {
    id: 'Image id',
    idWhy: 'It begins with “ami-” and belongs to one region.',
    idPlaceholder: 'ami-0123456789abcdef0',
    idMalformed: 'An image id is “ami-” and 8 or 17 of the digits 0–9 and letters a–f.',
    lookUp: 'Look it up',
    lookingUp: 'Asking EC2 about this image',
    listed: 'Your images',
    listedWhy: 'Images that this account has made, and images that others have shared with it.',
    choose: 'Choose an image',
    find: 'Find an image',
    none: 'This account has made no image here, and none is shared with it.',
    noMatch: 'No image fits',
    reading: 'Reading the images of this account',
    own: 'Made by this account',
    shared: 'Shared with this account',
    option: (imageId: string, date: string) => `${imageId}, made on ${date}`,
    leftOut: (count: number) =>
      count === 1
        ? 'One more is left out: Keyport cannot start it.'
        : `${count} more are left out: Keyport cannot start them.`,
    notSeen: (imageId: string) =>
      `This account does not see ${imageId} in this region. Ids belong to one region, and an image is seen by others only when it is shared.`,
    notStartable: (imageId: string) =>
      `Keyport cannot start ${imageId}: it is for other processors than Intel, AMD and Graviton, or its disk is not kept by EBS.`,
    login: 'Who do you log in as?',
    loginWhy: 'Whoever made the image decides. The guide to the image tells it.',
    loginGuess: (user: string) => `“${user}” is a guess by its name. Change it if you know better.`,
    loginRefused: 'Small letters, digits, “_” and “-”, at most 32; no digit at the start.',
  },
} as const;
