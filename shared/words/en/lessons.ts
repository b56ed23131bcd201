import type { AnswerName } from '../../finding.ts';

type Lesson = { readonly title: string; readonly paragraphs: readonly string[] };

/** One short lesson a question: what a newcomer wishes somebody had said. */
export const lessonWords = {
  account: {
    title: 'Accounts and regions',
    paragraphs: [
      'An AWS account is where things are made and where the bill goes. A profile on this computer says which account you are, and Keyport only borrows it: your secret keys are never copied.',
      'A region is a part of the world with data centres of its own. What you make in one region cannot be seen from another, so look at the region first whenever something seems to be missing.',
      'Choose a region near your visitors: every answer travels that far.',
    ],
  },
  image: {
    title: 'What an image is',
    paragraphs: [
      'An image (AMI) is the disk a new machine starts with: the operating system and whatever comes with it.',
      'Keyport looks up the newest one and then holds on to exactly that id, so that every machine of your fleet is the same.',
      'x86_64 runs on Intel and AMD processors, arm64 on AWS Graviton. An image of one does not start on the other.',
    ],
  },
  size: {
    title: 'Sizes and the free tier',
    paragraphs: [
      'A size (instance type) is a number of virtual processors and an amount of memory. You can change it later while the machine is stopped.',
      'The free tier counts hours of all machines together. 750 hours a month is one machine running all the time, not one in every zone.',
      'T sizes save up CPU credits while they are idle. Keyport sets them to “standard”: when the credits are used up the machine gets slower, and never costs more.',
    ],
  },
  zones: {
    title: 'Design for failure',
    paragraphs: [
      'An Availability Zone is one or more data centres with their own power and network. Zones of a region are close together, but far enough apart not to fail together.',
      'One machine in each zone means that one fire, flood or cut cable does not take your service away.',
      'The letters differ between accounts: your us-east-1a may be another account’s us-east-1c. The id (use1-az1) is the same for everyone.',
    ],
  },
  access: {
    title: 'Ports and the firewall',
    paragraphs: [
      'A computer listens on numbered ports, as a house has doors. 22 is SSH (logging in to Linux), 3389 is RDP (Windows), 80 is HTTP and 443 is HTTPS, the web.',
      'A security group is a firewall around your machines. Every door is closed until a rule opens it for somebody.',
      '0.0.0.0/0 lets in everyone on the internet. X.X.X.X/32 lets in exactly one address. Web doors may be open to everyone; the door for logging in only to you, because programs try every open one all day long.',
    ],
  },
  key: {
    title: 'A key exists once',
    paragraphs: [
      'You log in with a key instead of a password. Its public half goes onto the machines; its private half stays with you.',
      'AWS hands over a private key once, at the moment it is made, and keeps no copy. Lost is lost.',
      'So Keyport first makes sure your keychain works, stores the key there, reads it back and compares it. Only then does it launch anything.',
    ],
  },
  review: {
    title: 'Before you launch',
    paragraphs: [
      'From the launch on, the machines cost money until they are removed, whether they are used or not.',
      'Everything Keyport makes carries a tag that names this launch. If you change your mind, one button removes it again.',
    ],
  },
  groups: {
    title: 'Security groups',
    paragraphs: [
      'A security group is a firewall around machines. It is a list of rules, and each opens one door: a protocol, a port, and who may come in by it. Where no rule opens, everything is closed. No rule can forbid: one wide rule is enough to let everyone in.',
      'The part after the slash says how many addresses are meant. 0.0.0.0/0 is everyone on the internet, and ::/0 is everyone who comes by IPv6. X.X.X.X/32 is exactly one address.',
      'Ports 22 (SSH) and 3389 (RDP) are for logging in, and whoever gets in there may do anything. Programs try every open one on the internet, all day long. So open them to your own address only. 80 and 443 are the web: they may be open to everyone, that is what they are for.',
      'A machine may have several groups, and then all their rules count together. A group may have many machines: changing it changes who gets in to each of them.',
      'A rule is not the whole way. A machine without a public address, or without a route to the internet, is not reached from there whatever its group says. Keyport looks at all of it, and says how near a group’s doors are to strangers.',
    ],
  },
} as const satisfies Record<LessonName, Lesson>;

/** One for each question of the wizard, and one for a screen of its own. */
export type LessonName = AnswerName | 'groups';
