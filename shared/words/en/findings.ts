/** What the judge says of a plan: one sentence a newcomer understands, then why it matters. */
export const findingWords = {
  unanswered: {
    sentence: (step: string) => `“${step}” has no answer yet.`,
    why: 'Nothing can be launched while an answer is missing.',
  },
  'root-user': {
    sentence: 'You are signed in as the root user of this account.',
    why: 'Root can do anything, even close the account, and cannot be limited. AWS advises a user or role of its own for daily work.',
  },
  'long-lived-key': {
    sentence: 'These credentials are a long-lived access key.',
    why: 'Such a key works until somebody deletes it, for whoever finds it. "aws login" or IAM Identity Center give keys that end by themselves.',
  },
  'image-not-available': {
    sentence: (name: string) => `The image “${name}” is not available in this region now.`,
    why: 'AWS would refuse to start it.',
  },
  'image-differs': {
    sentence: (name: string) => `AWS says other things about the image “${name}” than this plan does.`,
    why: 'A machine must start from exactly what you were shown.',
  },
  'architecture-mismatch': {
    sentence: (type: string, architecture: string) => `${type} cannot run an ${architecture} image.`,
    why: 'Arm images do not start on Intel or AMD processors, or the reverse.',
  },
  'size-unknown': {
    sentence: (type: string) => `AWS does not list the size ${type} for this image in this region.`,
    why: 'It may not be sold here.',
  },
  'type-in-one-zone-only': {
    sentence: (type: string, zone: string) => `${type} is sold in one zone only here: ${zone}.`,
    why: 'Your fleet could not survive the loss of that zone. Another size is sold in more of them.',
  },
  'type-nowhere': {
    sentence: (type: string) => `${type} is not sold in any zone of this region.`,
    why: 'AWS would refuse to start it. Choose another size.',
  },
  'no-default-network': {
    sentence: 'This region has no default network (default VPC).',
    why: 'Instances need a network to be in. Choose another region, or create a default VPC in the AWS console (VPC → Your VPCs → Actions → Create default VPC).',
  },
  'no-zones': {
    sentence: 'No Availability Zone is chosen.',
    why: 'Each chosen zone gets one instance.',
  },
  'one-zone': {
    sentence: (zone: string) => `Everything would run in one zone: ${zone}.`,
    why: 'A zone is one or more data centres and can fail as a whole. With an instance in a second zone your service goes on.',
  },
  'zone-twice': {
    sentence: (zone: string) => `The zone ${zone} is chosen twice.`,
    why: 'Each zone gets exactly one instance.',
  },
  'type-not-in-zone': {
    sentence: (type: string, zone: string) => `${type} is not sold in ${zone}.`,
    why: 'AWS would refuse to start it there.',
  },
  'zone-without-subnet': {
    sentence: (zone: string) => `The default network has no subnet in ${zone}.`,
    why: 'An instance there would have no address.',
  },
  'subnet-differs': {
    sentence: (zone: string) => `The subnet chosen for ${zone} is not the one that AWS shows there.`,
    why: 'The network was changed since, or the plan comes from elsewhere. A machine must start where you were shown.',
  },
  'subnet-full': {
    sentence: (zone: string) => `The subnet in ${zone} has no free address left.`,
    why: 'AWS would refuse to start an instance there.',
  },
  'subnet-not-public': {
    sentence: (zone: string) => `The subnet in ${zone} does not give public addresses by itself.`,
    why: 'Keyport asks for one explicitly; whether it can be reached depends on the routes of that subnet.',
  },
  'network-differs': {
    sentence: 'The network of this plan is not the default network of this region.',
    why: 'Machines and their security groups have to be in the same network.',
  },
  'disk-too-small': {
    sentence: (sizeGiB: number) => `The root disk must be at least ${sizeGiB} GiB for this image.`,
    why: 'The image is copied onto it.',
  },
  'nobody-can-log-in': {
    sentence: (what: string) => `Nobody can log in: no address is let in by ${what}.`,
    why: 'That is safe, and you can open it for your own address later. Until then you cannot set the machines up.',
  },
  'nothing-open': {
    sentence: 'Nobody can reach these machines at all: every port is closed.',
    why: 'They would run and cost money, but neither visitors nor you could connect.',
  },
  'http-open': {
    sentence: 'HTTP (port 80) is open to everyone.',
    why: 'HTTP is unencrypted and is being phased out. Use it only to send visitors on to HTTPS.',
  },
  'admin-address-refused': {
    sentence: (address: string) => `${address} is not one public address.`,
    why: 'Logging in is for exactly one address: yours, as the internet sees it.',
  },
  'no-group-chosen': {
    sentence: 'No security group is chosen.',
    why: 'Without one, EC2 would take the default group of the network, which lets in nobody but its own members.',
  },
  'too-many-groups': {
    sentence: (count: number, excess: number, most: number) =>
      `${count} security groups are chosen, ${excess} too many: ${most} is the most.`,
    why: 'EC2 puts no more on one machine.',
  },
  'group-gone': {
    sentence: (name: string, groupId: string) =>
      `The security group “${name}” (${groupId}) is not in this network now.`,
    why: 'It was deleted, or belongs to another network. EC2 would refuse to start the machines.',
  },
  'group-danger': {
    sentence: (sentence: string, groups: string) => `${sentence} So say the rules of ${groups}.`,
    why: 'These machines get a public address, so it is open as soon as they run.',
  },
  'group-cautions': {
    sentence: (groups: string, count: number) =>
      count === 1
        ? `${groups}: there is one thing to look at.`
        : `${groups}: there are ${count} things to look at.`,
    why: 'Nothing of this keeps you from launching.',
  },
  'group-list-unread': {
    sentence: (groups: string, lists: string) =>
      `${groups}: Keyport could not read who is in the address list ${lists}.`,
    why: 'A rule lets in everyone on that list. Nobody here knows who that is, so it may be more than you mean.',
  },
  'not-let-in': {
    sentence: {
      nobody: (rule: string) => `Nobody can log in: these groups let in nobody by ${rule}.`,
      me: (rule: string, addresses: string) => `Your address ${addresses} is not let in by ${rule}.`,
    },
    why: 'The machines would run, but you could not log in to set them up. A new group would let in your address, and no other.',
  },
  'name-refused': {
    sentence: {
      empty: 'The fleet has no name.',
      'too-long': 'The name is too long: 200 characters at most.',
      'space-at-end': 'The name begins or ends with a blank.',
      'looks-like-an-id': 'The name may not begin with “sg-”.',
      character:
        'The name has a character that EC2 refuses. Letters, digits, blanks and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ * are allowed.',
    },
    why: 'The name is used for the security group and the key pair, and EC2 has rules for those.',
  },
  'key-name-taken': {
    sentence: (name: string) => `A key pair named “${name}” exists already.`,
    why: 'Keyport makes a new key for this fleet and never replaces one.',
  },
  'group-name-taken': {
    sentence: (name: string) => `A security group named “${name}” exists already.`,
    why: 'Keyport makes a new group for this fleet and does not touch the others.',
  },
  'windows-needs-rsa': {
    sentence: 'Windows needs an RSA key.',
    why: 'Its first password comes encrypted with the key, which only RSA can do.',
  },
  'keychain-absent': {
    sentence: 'This computer has no keychain that Keyport can use.',
    why: 'The private key would have no safe place. Keyport does not put it into a file instead.',
  },
  'keychain-locked': {
    sentence: 'Your keychain is locked.',
    why: 'Unlock it, so that the private key can be stored and read back before anything is launched.',
  },
  'keychain-failed': {
    sentence: 'Your keychain did not store a trial item.',
    why: 'The private key could be lost. Nothing is launched until a trial item can be written and read back.',
  },
  'price-unknown': {
    sentence: 'The price is unknown.',
    why: 'This account may not ask for prices, and the built-in table does not hold this size or region. The AWS price page does.',
  },
  fixes: {
    useZones: (count: number) => (count === 2 ? 'Use two zones' : `Use all ${count} zones`),
    useSize: (type: string) => `Choose ${type}`,
    useName: (name: string) => `Use the name “${name}”`,
    useDisk: (sizeGiB: number) => `Use ${sizeGiB} GiB`,
    useRsa: 'Use an RSA key',
    leaveOutZone: (zone: string) => `Leave out ${zone}`,
    takeWhatAwsShows: 'Take what AWS shows now',
    useDefaultNetwork: 'Use the default network',
    closeHttp: 'Close HTTP',
    useNewGroup: 'Use a new group instead',
    chooseNoGroup: 'Choose none',
    leaveOutGroup: (name: string) => `Leave out “${name}”`,
    nobodyLogsIn: 'Launch without a log-in rule',
  },
} as const;
