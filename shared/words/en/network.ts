import type { ReachVerdict } from '../../reachability.ts';

const reach: Readonly<Record<ReachVerdict, string>> = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Not known',
};

/** In which network the machines stand, and who gets to them there. */
export const networkWords = {
  title: 'Network',
  why: 'A network (VPC) is a part of AWS that is yours alone. Each zone has pieces of it, called subnets, and every machine stands in one of them.',
  /** `The default network (vpc-1), 3 zones`. */
  summary: (name: string, zones: number) => `${name}, ${zones === 1 ? '1 zone' : `${zones} zones`}`,
  reachable: {
    yes: 'reachable from your computer',
    no: 'not reachable from your computer',
    unknown: 'nobody knows yet whether your computer reaches it',
    mixed: 'only some of it reachable from your computer',
  },
  choose: 'Which network (VPC)',
  chooseWhy:
    'The default network is made by AWS for newcomers: every zone has a subnet, and machines in it can be reached.',
  defaultName: 'The default network',
  unnamed: 'Network without a name',
  noDefault: 'This region has no default network.',
  placeholder: 'Choose a network',
  none: 'There is no network in this region.',
  subnets: 'Subnets, zone by zone',
  subnetsWhy:
    'Keyport takes the subnet that the internet gets to, with the most room. Take another one only if you know why.',
  columns: {
    zone: 'Zone',
    subnet: 'Subnet',
    free: 'Free addresses',
    reach: 'Reachable from your computer?',
  },
  subnetOf: (zone: string) => `Subnet in ${zone}`,
  defaultSubnet: 'default subnet',
  noSubnet: 'No subnet here',
  freeUnknown: 'not known',
  reach,
  yesBecause: 'An internet gateway, a public address, and no network rule against it.',
  unread: 'The way to it was not read.',
  make: {
    network: {
      button: 'Make the default network',
      title: 'Make the default network?',
      submit: 'Make it',
      what: (region: string) =>
        `AWS makes a default network in ${region}, as every new account has one. Somebody has deleted it here. You choose nothing: AWS makes it in one piece.`,
      parts: [
        'A network (VPC) with the private addresses 172.31.0.0/16.',
        'A subnet in each Availability Zone, whose machines get public addresses.',
        'An internet gateway, and a route to it.',
        'A security group and a network ACL for the network. Nothing is in it yet, so nobody can reach anything.',
      ],
    },
    subnet: {
      button: (zone: string) => `Make a default subnet in ${zone}`,
      title: (zone: string) => `Make a default subnet in ${zone}?`,
      submit: 'Make it',
      what: (zone: string) =>
        `The default network has no subnet in ${zone}: somebody has deleted it, or the zone is newer than the network. AWS makes it as in the other zones.`,
      parts: ['A subnet with 4,091 free private addresses, whose machines get public addresses.'],
    },
    cost: 'It costs nothing by itself. Machines in it do.',
    remove:
      'It stays when a launch is removed. To be rid of it, delete it in the AWS console (VPC) once nothing is in it.',
    waiting: 'AWS is asked first whether you may, and then to do it.',
    cancel: 'Cancel',
  },
  /** Said of Local and Wavelength Zones. */
  leftOut: (zones: string) =>
    `This network also has subnets in ${zones}. These are Local or Wavelength Zones: small sites outside the region, with fewer sizes and other prices. Keyport launches nothing there.`,
  onlyLeftOut: (zones: string) =>
    `This network has subnets only in ${zones}. These are Local or Wavelength Zones: small sites outside the region, with fewer sizes and other prices. Keyport launches nothing there. Choose another network.`,
} as const;
