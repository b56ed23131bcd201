/** Problems in which AWS gives a number, a name or a reason: each sentence stands in place of the catalogue's explanation. */
export const problemDetailWords = {
  mayRun: 'An instance may be running and cost money. Look before you start another.',
  launchUnanswered:
    'The request was sent, and nobody can tell yet whether it was carried out. The same request again starts no second instance.',

  permission: (action: string, on: string | null) => (on === null ? action : `${action} (on ${on})`),
  denied: (permission: string) =>
    `Your AWS user lacks the permission ${permission}. Whoever manages the account can give it, with the policy that Keyport shows for it. Then try again. Your answers are kept.`,
  forbidden: (permission: string, by: string | null) =>
    `A rule${by === null ? '' : ` (${by})`} forbids ${permission}. More permissions for you would not lift it: ask whoever manages the account. Your answers are kept.`,
  regionOff: (region: string) =>
    `Either the access key is wrong or switched off, or the region ${region} is not enabled in this account: newer regions have to be. Your answers are kept.`,

  clock: {
    apart: (differenceMs: number) =>
      `It is ${duration(Math.abs(differenceMs))} ${differenceMs > 0 ? 'ahead of' : 'behind'} AWS’s clock, and AWS refuses requests from another time. Have the system set it automatically, then try again. Your answers are kept.`,
    agrees:
      'AWS says the request came too late or too early, yet the two clocks agree. The computer may have slept in between. Try again; your answers are kept.',
    certificate:
      'The proof of identity (certificate) of the other side seems not to be valid on this computer’s date. Check date and time, then try again. Your answers are kept.',
  },
  sessionEnd: {
    sso: (command: string, startUrl: string | null) =>
      `Sign in again with: ${command}${startUrl === null ? '' : ` (it opens ${startUrl})`}. Then try again. Your answers are kept.`,
    login: (command: string) => `Sign in again with: ${command}. Then try again. Your answers are kept.`,
    program: (profile: string) =>
      `The program that the profile “${profile}” names gave credentials whose time is over. Sign in with it again, then try again. Your answers are kept.`,
    keys: (profile: string) =>
      `The profile “${profile}” holds keys that work only for some hours, and their time is over. Put new ones there, then try again. Your answers are kept.`,
    environment:
      'Keyport was started with keys that work only for some hours, and their time is over. Quit it and start it with new ones, or choose a profile. Your answers are kept.',
  },
  program: {
    hung: (profile: string) =>
      `The program that the profile “${profile}” names to give credentials did not end. It may wait for somebody to type something. Run it in a terminal once, then try again. Your answers are kept.`,
    garbage: (profile: string) =>
      `The program that the profile “${profile}” names to give credentials printed something else, or not all of it. Run it in a terminal to see what. Your answers are kept.`,
    failed: (profile: string) =>
      `The program that the profile “${profile}” names to give credentials failed, or is not there. Run it in a terminal to see why, then try again. Your answers are kept.`,
  },
  portalCertificate:
    'What answered proves to be another place than AWS, as in a hotel or on a train. Open a browser, log in to the network there, then try again. Nothing was sent, and your answers are kept.',
  hostUnknown: (host: string) =>
    `No name server knows ${host}. Check the endpoint in the profile or the environment, then try again. Your answers are kept.`,

  verified: (within: string) =>
    `AWS checks new accounts before the first launch. It says that this takes ${within}, and sends an e-mail. Nothing was started; your plan is kept for then.`,
  subscribe:
    'This image is a product of AWS Marketplace. Its terms have to be accepted once, and it may cost extra. Open its page, subscribe, then try again. This request started nothing.',
  notSignedUp: (region: string | null) =>
    `Either the account’s sign-up is not finished, or ${region === null ? 'this region' : `the region ${region}`} is not enabled in it. Both are done on the account’s page at AWS. This request started nothing.`,

  notInZone: (size: string | null, zone: string | null, zones: readonly string[]) =>
    `AWS does not sell ${size ?? 'this size'} in ${zone ?? 'this zone'}.${zones.length === 0 ? '' : ` It does in ${listed(zones)}.`} Choose another zone or another size. Nothing was started there.`,
  sizeUnknown: (size: string | null) =>
    `AWS does not sell ${size ?? 'this size'} in this region. Choose another one. This request started nothing.`,
  noCapacity: (zone: string | null, zones: readonly string[]) =>
    `It is not your fault, and nothing was started${zone === null ? '' : ` in ${zone}`} or charged.${zones.length === 0 ? '' : ` AWS has room in ${listed(zones)}.`} Try another zone or size, or again in some minutes.`,
  sizeNotFree:
    'Your account is on the Free plan, and this size is not part of it. Choose one marked “free tier”, or change to the paid plan at AWS. This request started nothing.',
  imageNotFree:
    'Your account is on the Free plan, and this image is not part of it. Choose another image, or change to the paid plan at AWS. This request started nothing.',
  architectures: (size: string, image: string) =>
    `The processors of this size are ${processors(size)}, and the image is made for ${processors(image)}. Choose another size or another image. This request started nothing.`,
  diskAtLeast: (gib: string) =>
    `The disk this image starts from needs at least ${gib} GiB. Make it larger. This request started nothing.`,
  diskRefused:
    'AWS does not make the disk as it is asked for. The details say what is wrong. This request started nothing.',
  imageGone: (imageId: string) =>
    `AWS does not know ${imageId} in this region any more. Go back to the image step: Keyport looks up the newest one.`,
  imageNotShared:
    'This image belongs to another account that does not share it with yours. Choose another image. This request started nothing.',
  subnetFull: (subnetId: string) =>
    `${subnetId} has no address left. Choose another zone, or free an address there. This request started nothing.`,
  groupReserved: 'AWS keeps this name for itself. Choose another name. Nothing was made.',
  protected: (instanceId: string) =>
    `${instanceId} is still there and costs money: somebody has protected it from being ended. Switch that off first, if you really want it to end.`,
  wrongState: (instanceId: string) =>
    `${instanceId} is in a state in which this is not possible, or on its way from one to another. Wait a moment, then try again.`,
  cannotDelete:
    'AWS keeps this for itself, such as the default security group of a network. Nothing was changed.',

  /** What EC2 Instance Connect says where it lends no key. */
  lend: {
    notYet:
      'AWS lends this machine no key yet: it is still starting. Wait a minute or two, then try again. Nothing was changed.',
    notRunning:
      'AWS lends a key only to a machine that runs, and this one is stopped or on its way to that. Start it, then try again. Nothing was changed.',
    notFound:
      'EC2 Instance Connect does not find this machine. It may have been started a moment ago, or have ended. Look again, then try again. Nothing was changed.',
    otherSize: 'AWS lends no key to machines of this size. Take another way in. Nothing was changed.',
    malformed:
      'AWS did not take the key or the user name as they were sent. The details say which. Nothing was changed.',
  },

  limits: {
    vcpus: (limit: string, size: string | null) =>
      `The account may run ${limit} vCPU${limit === '1' ? '' : 's'} of this kind of size at once, and ${size === null ? 'this' : `one more ${size}`} would be too many. Choose a smaller size or fewer zones, or ask AWS for more. This request started nothing.`,
    instances: (asked: string | null, limit: string | null) =>
      `${limit === null ? 'The account may not run more instances' : `The account may run ${limit} instances${asked === null ? '' : `, and this would make ${asked}`}`}. Choose fewer zones or another size, or ask AWS for more. This request started nothing.`,
    spot: 'The account may not run more Spot Instances. Choose fewer zones, or ask AWS for more. This request started nothing.',
    volumes: (limit: string | null) =>
      `The account has no room for another disk${limit === null ? '' : `: its limit is ${limit}`}. Delete disks that nobody uses, choose a smaller one, or ask AWS for more. This request started nothing.`,
    groups:
      'The account has as many security groups in this region as it may, usually 2,500. Use one that is there, delete unused ones, or ask AWS for more.',
    networks:
      'The account has as many networks (VPCs) in this region as it may, usually 5. Use one that is there, delete one that nobody uses, or ask AWS for more. Nothing was made.',
    groupsPerInterface:
      'A machine may have only so many security groups at once, usually 5. Choose fewer groups, or ask AWS for more. This request started nothing.',
  },
  died: {
    volumeLimit:
      'The account’s limit for disks is reached. Delete disks that nobody uses, or ask AWS for more. The machine has ended and costs nothing.',
    diskKey:
      'Most often AWS may not use the key that encrypts the disk (a KMS key of the account): whoever manages it can permit it. The machine has ended and costs nothing.',
    snapshot:
      'The copy that the disk is made from is not there. Choose another image. The machine has ended and costs nothing.',
    shutItselfDown:
      'Its own system switched it off, and that ends it. The end of what it said stands in the details. It costs nothing.',
    endedBySomebody:
      'Somebody, or a program of the account, has ended it. Ask who, before you try again. It costs nothing.',
    noCapacity:
      'AWS ran out of this size there while it started. Try another zone or size, or again in some minutes. The machine has ended and costs nothing.',
    awsInternal: 'AWS had a fault while it started. Try again. The machine has ended and costs nothing.',
    scheduled:
      'AWS had to stop the computer that it ran on. Try again. The machine has ended and costs nothing.',
    other:
      'AWS’s reason, and the end of what the machine said, stand in the details. It has ended and costs nothing.',
  },
} as const;

function listed(zones: readonly string[]): string {
  return zones.length > 6 ? `${zones.slice(0, 6).join(', ')} and others` : zones.join(', ');
}

function processors(architecture: string): string {
  return architecture === 'arm64' ? 'Arm (arm64)' : `Intel or AMD (${architecture})`;
}

/** In the two largest units: "2 hours 5 minutes", "3 days". */
function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    { count: Math.floor(minutes / 1440), unit: 'day' },
    { count: Math.floor(minutes / 60) % 24, unit: 'hour' },
    { count: minutes % 60, unit: 'minute' },
  ].filter(({ count }) => count > 0);
  const said = parts
    .slice(0, 2)
    .map(({ count, unit }) => `${String(count)} ${unit}${count === 1 ? '' : 's'}`);
  return said.length === 0 ? 'less than a minute' : said.join(' ');
}
