/** What the judge says of a plan: one sentence a newcomer understands, then why it matters. */
export const findingWords = {
  unanswered: {
    sentence: (step: string) => `“${step}” has no answer yet.`,
    why: 'Nothing can be launched while an answer is missing.',
  },
  'account-differs': {
    sentence: (planned: string, connected: string) =>
      `This plan is for account ${planned}, but you are signed in to ${connected}.`,
    why: 'Images, networks and groups belong to one account and one region. Sign in to the account of the plan, or make a new plan.',
  },
  'region-not-enabled': {
    sentence: (region: string) => `The region ${region} is not switched on in this account.`,
    why: 'Some regions have to be enabled first, on the account page of the AWS console. It takes a few minutes.',
  },
  'root-user': {
    sentence: 'You are signed in as the root user of this account.',
    why: 'Root can do anything, even close the account, and cannot be limited. AWS advises a user or role of its own for daily work.',
  },
  'long-lived-key': {
    sentence: 'These credentials are a long-lived access key.',
    why: 'Such a key works until somebody deletes it, for whoever finds it. "aws login" or IAM Identity Center give keys that end by themselves.',
  },
  'session-ended': {
    sentence: 'You have to sign in to AWS again.',
    why: 'Your sign-in has ended, or belongs to another account now. Your answers are kept.',
  },
  'clock-off': {
    sentence: 'The clock of this computer is wrong.',
    why: 'AWS refuses requests that seem to come from another time. Set the clock automatically.',
  },
  'account-being-verified': {
    sentence: 'AWS is still checking this new account.',
    why: 'This takes up to four hours and ends with an e-mail. Your plan is kept until then.',
  },
  'account-blocked': {
    sentence: 'AWS has blocked this account.',
    why: 'Only AWS Support can lift that.',
  },
  'launch-not-permitted': {
    sentence: (zones: string) =>
      `You are not permitted to start these machines (ec2:RunInstances) in ${zones}.`,
    why: 'Whoever manages the account can grant it to you. Nothing was made.',
  },
  'image-not-available': {
    sentence: (name: string) => `The image “${name}” is not available in this region now.`,
    why: 'AWS would refuse to start it.',
  },
  'image-not-allowed': {
    sentence: (name: string) => `This account does not allow the image “${name}” to be started.`,
    why: 'Somebody has set “Allowed AMIs” in EC2’s settings, so that only certain images start. They can add this one, or you choose another.',
  },
  'image-differs': {
    sentence: (name: string) => `AWS says other things about the image “${name}” than this plan does.`,
    why: 'A machine must start from exactly what you were shown.',
  },
  'image-not-free-tier': {
    sentence: (name: string) => `The Free plan of this account does not include the image “${name}”.`,
    why: 'Choose another image, or change to the paid plan in the AWS console.',
  },
  'subscription-needed': {
    sentence: (name: string) => `The image “${name}” needs a subscription in AWS Marketplace first.`,
    why: 'Somebody of this account has to accept its terms there. It may cost money.',
  },
  'image-of-unknown-owner': {
    sentence: (name: string, ownerId: string) =>
      `The image “${name}” is from AWS account ${ownerId}, which AWS does not vouch for.`,
    why: 'Anybody can publish an image under any name. Whatever its maker has put in runs in your account: use it only if you know whose account this is.',
  },
  'image-of-marketplace': {
    sentence: (name: string) => `The image “${name}” is a product of AWS Marketplace.`,
    why: 'It may need a subscription first, and cost something for every hour beside what is shown here. Its page in AWS Marketplace says so.',
  },
  'image-deprecated': {
    sentence: (name: string, date: string) =>
      `The makers of the image “${name}” have not recommended it since ${date}.`,
    why: 'There is a newer one, as a rule. Holes that were found since are open in this one until you update it.',
  },
  'image-unsupported': {
    sentence: (title: string, date: string) => `Free security updates for ${title} ended on ${date}.`,
    why: 'Holes that are found from now on stay open. Choose a newer version.',
  },
  'login-user-unknown': {
    sentence: {
      missing: (name: string) => `Nobody has said yet who logs in to a machine of the image “${name}”.`,
      malformed: (user: string) => `“${user}” cannot be the name of a user.`,
    },
    why: 'An image comes with one user that your key opens. Whoever made it decides its name, and without it you would not get in.',
  },
  'licence-surcharge': {
    sentence: (name: string) => `The image “${name}” comes with a licence that is billed for every hour.`,
    why: 'It costs more than the same machine with a free system, such as Amazon Linux, and credits or free hours may not cover it.',
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
    why: 'Your fleet could not survive the loss of that zone. Another size may be sold in more of them.',
  },
  'type-nowhere': {
    sentence: (type: string) => `${type} is not sold in any zone of this region.`,
    why: 'AWS would refuse to start it. Choose another size.',
    noSuchName: {
      sentence: (type: string, near: readonly string[]) =>
        `EC2 has no size of this name here: ${type}.${near.length === 0 ? '' : ` Is ${near.join(' or ')} meant?`}`,
      why: 'It is mistyped, or sold in other regions only. Nothing else can be said of it: not whether it starts, and not what it costs.',
    },
  },
  'not-free-tier': {
    sentence: (type: string) => `The Free plan of this account does not include the size ${type}.`,
    why: 'AWS would refuse to start it. Choose a size that the plan includes, or change to the paid plan in the AWS console.',
  },
  'little-memory': {
    sentence: (type: string, memoryGiB: number) => `${type} has ${memoryGiB} GiB of memory only.`,
    why: 'Windows asks for 2 GiB at least. With less it starts slowly, or hardly at all.',
  },
  'credits-unlimited': {
    sentence: (type: string) => `When ${type} works hard for long, AWS may bill more than its price.`,
    why: 'This size earns credits while it is idle and spends them under load. “Unlimited” goes on without credits, and that costs; “standard” becomes slower instead.',
  },
  'credits-not-for-size': {
    sentence: (type: string) => `${type} has no CPU credits to choose between.`,
    why: 'AWS would refuse to start it with that answer.',
  },
  'no-default-network': {
    sentence: 'This region has no default network (default VPC).',
    why: 'Instances need a network to be in. Choose another network or another region, or have the default network made: Keyport can ask AWS for it, and it costs nothing.',
  },
  'no-zones': {
    sentence: 'No Availability Zone is chosen.',
    why: 'Each chosen zone gets one instance.',
  },
  'one-zone': {
    sentence: (zone: string) => `Everything would run in one zone: ${zone}.`,
    why: 'A zone is one or more data centres and can fail as a whole. With an instance in a second zone your service goes on.',
  },
  'zone-unknown': {
    sentence: (zone: string, there: readonly string[]) =>
      `There is no zone ${zone} in this region.${there.length === 0 ? '' : ` It has ${there.join(', ')}.`}`,
    why: 'Its name is mistyped, or the plan comes from another account or region: names and ids of zones differ.',
  },
  'zone-not-available': {
    sentence: (zone: string) => `AWS says that the zone ${zone} is not available now.`,
    why: 'Nothing can be started there until AWS has mended it.',
  },
  'type-not-in-zone': {
    sentence: (type: string, zone: string) => `${type} is not sold in ${zone}.`,
    why: 'AWS would refuse to start it there.',
  },
  'no-capacity-now': {
    sentence: (type: string, zones: string) => `AWS has no room for ${type} in ${zones} right now.`,
    why: 'This is not your fault, and may be over in minutes. Where it is not, the machines of the other zones start all the same.',
  },
  'zone-without-subnet': {
    sentence: (zone: string) => `The network has no subnet in ${zone}.`,
    why: 'An instance there would have no address.',
  },
  'plan-of-elsewhere': {
    sentence: 'This plan was written for another network than the one that is here.',
    why: 'Its network and all its subnets are those of another account, of a practice account that has ended since, or gone. Make the plan anew, or take what is here now.',
  },
  'subnet-differs': {
    sentence: (zone: string) => `The subnet chosen for ${zone} is not the one that AWS shows there.`,
    why: 'The network was changed since, or the plan comes from elsewhere. A machine must start where you were shown.',
  },
  'subnet-gone': {
    sentence: (zones: string) => `EC2 does not find the subnet chosen for ${zones}.`,
    why: 'It was deleted, or belongs to another network.',
  },
  'subnet-full': {
    sentence: (zone: string) => `The subnet in ${zone} has no free address left.`,
    tooFew: (zone: string, free: number, wanted: number) =>
      free === 0
        ? `The subnet in ${zone} has no free address left.`
        : `${wanted} machines are to stand in ${zone}, and its subnet has ${free === 1 ? 'one free address' : `${free} free addresses`} left.`,
    why: 'Each machine takes one address. AWS would refuse to start those for which none is left.',
  },
  'subnet-not-public': {
    sentence: (zone: string) => `The subnet in ${zone} does not give public addresses by itself.`,
    why: 'Keyport asks for one explicitly; whether it can be reached depends on the routes of that subnet.',
  },
  'subnet-not-reachable': {
    sentence: (zone: string) => `The internet does not get to machines in ${zone}.`,
    why: 'The machine would run and cost money, but neither visitors nor you could connect to it.',
  },
  'reach-unknown': {
    sentence: (zones: string) => `Whether the internet gets to machines in ${zones} could not be found out.`,
    why: 'A part of the way (routes, network rules, or the block on public access) may not be read with these permissions.',
  },
  'too-many-vcpus': {
    sentence: (wanted: number, inUse: number, limit: number) =>
      `These machines need ${wanted} vCPUs, ${inUse} are in use, and the limit of this account is ${limit}.`,
    why: 'AWS would refuse some of them. Choose a smaller size or fewer zones, or ask AWS for a higher limit.',
  },
  'quota-unknown': {
    sentence: {
      forbidden: 'AWS did not let Keyport read how many vCPUs this account may use.',
      failed: 'How many vCPUs this account may use could not be read.',
    },
    why: 'If it is too few, AWS refuses machines when they are started. New accounts often have a small limit.',
  },
  'no-way-out': {
    sentence: (zones: string) => `Machines in ${zones} have no way out to the internet.`,
    why: 'Session Manager works only if the machine can call it. Without a way out the network needs interface endpoints for it (ssm and ssmmessages, with private DNS names), and it does not have them.',
  },
  'way-out-by-endpoints': {
    sentence: (zones: string) =>
      `Machines in ${zones} have no way out to the internet that Keyport can see. The network has interface endpoints for Session Manager.`,
    why: 'Machines can call Session Manager through them, if the security groups of the endpoints let the machines in on port 443. Keyport does not look at those groups.',
  },
  'no-session-agent': {
    sentence: (system: string) =>
      `Images of ${system} come without the agent of Session Manager: nobody could log in through it.`,
    why: 'The agent (SSM Agent) is what calls Session Manager from the machine. Install it with a start script, choose an image that has it (Amazon Linux, Ubuntu, SUSE or Windows), or log in another way.',
  },
  'way-out-unknown': {
    sentence: (zones: string) =>
      `Keyport could not find out whether machines in ${zones} get out to the internet.`,
    why: 'Session Manager works only if the machine can call it.',
  },
  'no-instance-profile': {
    sentence:
      'You want to log in through Session Manager, and no instance profile is chosen: nobody could log in.',
    why: 'The profile is what lets a machine call Session Manager. Choose one that exists, or log in another way.',
  },
  'profile-lacks-session': {
    sentence: (name: string) => `The instance profile ${name} does not seem to allow Session Manager.`,
    why: 'The policy AmazonSSMManagedInstanceCore is not attached to its role, nor another one of AWS that allows as much. Without it the machine cannot call Session Manager, and nobody could log in. Attach it in the AWS console (IAM, Roles), or choose another profile. A policy written into the role itself is not looked at.',
  },
  'profile-session-unknown': {
    sentence: (name: string) =>
      `Keyport could not find out whether the instance profile ${name} allows Session Manager.`,
    why: 'Its policies are your own, or Keyport may not read them. With the policy AmazonSSMManagedInstanceCore attached to its role it does.',
  },
  'profile-gone': {
    sentence: (name: string) => `There is no instance profile called ${name} in this account.`,
    why: 'It was deleted, or its name is written differently: capitals count. Choose one that exists.',
  },
  'network-differs': {
    sentence: 'The network of this plan is not in this region, or not any more.',
    why: 'Machines and their security groups have to be in the same network, and it has to be there.',
  },
  'disk-too-small': {
    sentence: {
      atLeast: (sizeGiB: number) => `The root disk must be at least ${sizeGiB} GiB for this image.`,
      refused: (sizeGiB: number) =>
        `EC2 says that a root disk of ${sizeGiB} GiB is too small for this image.`,
    },
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
  'script-no-door': {
    sentence: 'Nobody can see the first web page: no web port is open.',
    why: 'The machines would serve it behind a closed door. Open HTTPS, or do without the page.',
  },
  'script-refused': {
    sentence: {
      empty: 'Your start script is empty.',
      tooLong: (bytes: number, most: number) =>
        `Your start script is ${bytes.toLocaleString('en-US')} bytes long; AWS takes at most ${most.toLocaleString('en-US')}.`,
    },
    why: 'AWS would refuse to start the machines. A longer script can be put somewhere else, and be fetched by a short one.',
  },
  'script-not-run': {
    sentence: {
      linux:
        'The machines will probably not carry out your start script: its first line does not say what it is.',
      windows: 'The machines will probably not carry out your start script: it has no <powershell> in it.',
    },
    why: 'Linux wants a first line such as #!/bin/sh or #cloud-config, without the line ends of Windows. Windows wants PowerShell between <powershell> and </powershell>.',
  },
  'script-secret': {
    sentence: (line: number, kind: string) =>
      `Line ${line} of your start script looks as if it held ${kind}.`,
    kinds: {
      privateKey: 'a private key',
      accessKey: 'an AWS access key',
      password: 'a password',
      token: 'a token or a key of some service',
    },
    why: 'A start script is no place for a secret: every program on the machine, and everybody who may look at the machine in AWS, can read it, as long as the machine exists.',
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
  'group-not-permitted': {
    sentence: 'You are not permitted to make a security group (ec2:CreateSecurityGroup).',
    why: 'Whoever manages the account can grant it to you. A group that is there already needs no permission to make one.',
  },
  'rules-not-permitted': {
    sentence:
      'You may not be permitted to write the rules of the new group (ec2:AuthorizeSecurityGroupIngress).',
    why: 'AWS said no for the default group of the network. If you are permitted to change certain groups only, the new one may be among them; else the launch stops before any machine.',
  },
  'group-refused': {
    sentence: 'EC2 refuses to make this security group.',
    why: 'You are permitted, but it says no to this one. The details hold what it says.',
  },
  'group-limit': {
    sentence: (count: number) =>
      `There are ${count.toLocaleString('en-US')} security groups in this network already.`,
    why: 'AWS lets an account have 2,500 in a region unless it has agreed to more, so one more may be refused.',
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
    why: 'The private key would have no safe place, and Keyport puts none into a file that anybody could open.',
  },
  'keychain-locked': {
    sentence: 'Your keychain is locked.',
    why: 'Unlock it, so that the private key can be stored and read back before anything is launched.',
  },
  'keychain-failed': {
    sentence: 'Your keychain did not store a trial item.',
    why: 'The private key could be lost. Nothing is launched until a trial item can be written and read back.',
  },
  'key-not-permitted': {
    sentence: (action: string) => `You are not permitted to make this key pair (ec2:${action}).`,
    why: 'Whoever manages the account can grant it to you. The other way to make a key needs another permission.',
  },
  'key-refused': {
    sentence: 'EC2 refuses to make this key pair.',
    why: 'You are permitted, but it says no to this one. The details hold what it says.',
  },
  'key-pair-limit': {
    sentence: (count: number) =>
      `There are ${count.toLocaleString('en-US')} key pairs in this region already.`,
    why: 'AWS lets an account have 5,000 in a region, so one more may be refused. Delete some that nobody uses.',
  },
  'tag-refused': {
    sentence: {
      empty: () => 'A tag has no key.',
      'long-key': (key: string) => `The key of the tag “${key}…” is longer than 128 characters.`,
      'long-value': (key: string) => `The value of the tag “${key}” is longer than 256 characters.`,
      'of-aws': (key: string) => `The tag “${key}” cannot be: keys that begin with “aws:” belong to AWS.`,
      'of-keyport': (key: string) => `The tag “${key}” cannot be: Keyport uses it itself.`,
      twice: (key: string) => `The tag “${key}” is there twice.`,
      character: (key: string) => `The tag “${key}” has a character in it that cannot be shown.`,
    },
    tooMany: (count: number, most: number) => `${count} tags are too many; there can be ${most} of your own.`,
    why: 'AWS lets each thing have 50 tags, each key once, with 128 characters for the key and 256 for the value. Four of them are Keyport’s.',
  },
  'tag-required': {
    sentence: {
      missing: (key: string) => `The tag “${key}” is required here.`,
      empty: (key: string) => `The tag “${key}” is required here, and has no value yet.`,
    },
    why: 'This computer’s list of required tags names it. A company finds its bills by such tags, and its rules may refuse what lacks one.',
  },
  'launch-refused': {
    sentence: (zones: string) => `EC2 refuses to start this machine in ${zones}.`,
    why: 'You are permitted, but it says no to this plan. The details hold what it says.',
  },
  'not-checked': {
    sentence: (calls: string) => `Keyport could not find out whether you may do this: ${calls}.`,
    why: 'You may still launch. If it is not permitted, the launch stops there and says so.',
    calls: {
      RunInstances: (zones: string) => `start machines in ${zones}`,
      CreateSecurityGroup: 'make a security group',
      AuthorizeSecurityGroupIngress: 'write its rules',
      CreateKeyPair: 'make a key pair',
      ImportKeyPair: 'bring a key of your own',
    },
  },
  'disk-key-customer': {
    sentence: (keyId: string) => `New disks of this account are encrypted with a key of its own (${keyId}).`,
    why: 'Whether you may use that key shows only when a machine starts: without the right to it, the machine ends at once.',
  },
  'free-tier-hours': {
    sentence: {
      tooFew: (count: number, hours: number, free: number) =>
        `${count} machines run ${hours.toLocaleString('en-US')} hours a month together; the free tier has ${free} hours for all.`,
      over: (count: number, hours: number) =>
        count === 1
          ? `This machine runs ${hours} hours a month, and “free tier” no longer makes them free.`
          : `These ${count} machines run ${hours.toLocaleString('en-US')} hours a month together, and “free tier” no longer makes them free.`,
    },
    why: 'Free hours were for accounts opened before 15 July 2025, in their first year. Newer accounts have credits for six months instead, which every machine uses up.',
  },
  'free-plan-credits': {
    sentence: (count: number) =>
      count === 1
        ? 'This machine is paid from the credits of your Free plan.'
        : `These ${count} machines are paid from the credits of your Free plan.`,
    why: 'The plan ends when the credits are used up, after six months at the latest. AWS then closes the account, unless you change to the paid plan before.',
  },
  'price-unknown': {
    sentence: 'The price is unknown.',
    why: 'AWS’s price list gave no answer, and Keyport’s built-in table does not hold this size. The AWS price page does.',
    reasons: {
      notInList:
        'AWS’s price list does not say what this size costs, with its disk and its public address. The AWS price page does.',
      region:
        'AWS’s price list gave no answer, and Keyport’s built-in table has no prices for this region. The AWS price page does.',
      system: (system: string) =>
        `AWS’s price list gave no answer, and Keyport’s built-in table has prices for plain Linux only. ${system} costs more, because its licence is in the price. The AWS price page says how much.`,
    },
  },
  invalid: (answer: string, because: string) =>
    because === ''
      ? `“${answer}” needs another answer now.`
      : `“${answer}” needs another answer, because you changed ${because}.`,
  fixes: {
    noScript: 'Do without a start script',
    openHttps: 'Open HTTPS to everyone',
    withoutTags: 'Leave out what cannot be',
    setTag: (key: string, value: string) => `Set ${key} to “${value}”`,
    useThisAccount: 'Use the account you are signed in to',
    useImage: (name: string) => `Use the image “${name}”`,
    noCredits: 'Leave out CPU credits',
    standardCredits: 'Use “standard” credits',
    fewerInZone: (count: number, zone: string) =>
      count === 1 ? `Only one machine in ${zone}` : `Only ${count} machines in ${zone}`,
    useFewerZones: (count: number) => (count === 1 ? 'Use one zone only' : `Use only ${count} zones`),
    useFewerMachines: (count: number, zones: number) =>
      count === 1
        ? 'One machine only'
        : `Only ${count} machines, in ${zones === 1 ? 'one zone' : `${zones} zones`}`,
    useExistingGroup: 'Use a group that is there already',
    keyKind: { 'aws-makes-it': 'Let AWS make the key', 'made-here': 'Make the key on this computer' },
    useZones: (count: number) => (count === 2 ? 'Use two zones' : `Use all ${count} zones`),
    useSize: (type: string) => `Choose ${type}`,
    useName: (name: string) => `Use the name “${name}”`,
    useDisk: (sizeGiB: number) => `Use ${sizeGiB} GiB`,
    useRsa: 'Use an RSA key',
    leaveOutZone: (zone: string) => `Leave out ${zone}`,
    withoutSessionManager: 'Do without Session Manager',
    useWhatIsHere: 'Use the network and the zones that are here',
    takeWhatAwsShows: 'Take what AWS shows now',
    useDefaultNetwork: 'Use the default network',
    closeHttp: 'Close HTTP',
    useNewGroup: 'Use a new group instead',
    chooseNoGroup: 'Choose none',
    leaveOutGroup: (name: string) => `Leave out “${name}”`,
    nobodyLogsIn: 'Launch without a log-in rule',
  },
} as const;
