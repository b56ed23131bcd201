/** What Keyport says while it changes a security group, and before. */
export const groupChangeWords = {
  lines: {
    'probe-before': 'Try whether the machines answer now',
    add: 'Add the new rules, and read them back',
    remove: 'Remove the old rules, one by one by their ids',
    'probe-after': 'Try again, by a new connection',
    review: 'Review the group again',
    'copy-make': 'Make a copy of the group with the corrected rules, and read it back',
    'copy-move': 'Give the copy to the chosen machines in place of the group',
    'undo-restore': 'Bring the old rules back',
    'undo-remove': 'Remove the rules that this change added',
    'undo-move': 'Give the chosen machines their old group back',
    'undo-delete': 'Delete the copy',
  },
  cannotTry: 'It cannot be tried from this computer.',
  answering: (answering: number, all: number) => `${answering} of ${all} answered.`,
  shutOut: 'Somebody who came in before does not any more.',
  puttingBack: 'Bringing the old rules back.',
  isBack: 'The old rules are back.',
  notBack: 'The old rules could not be brought back yet.',
  putBack:
    'After the old rules were gone, this computer could not get in any more as it could before. So Keyport has brought them back. Perhaps your connection leaves from another address than the one that was found, for example through a VPN.',
  stillFound: 'The review still finds it: other rules of the group let them in.',
  notFound: 'The review does not find it any more.',
  keptForYou: 'One rule of the change stays: your own address comes in by it, and by no other.',
  keptUnknown:
    'A rule of the change stays: Keyport could not find out the address of this computer, which may come in by it alone.',
  copyNotOurs:
    'The group that is meant to be the copy does not carry the mark of this change, so Keyport leaves it as it is.',
  interrupted: 'Keyport was closed here.',
  damaged: {
    title: 'The record of a change cannot be read',
    explanation:
      'The file is damaged. Keyport leaves it as it is, and does not know any more what was changed. Look at the group itself.',
  },
  notThere: 'A new rule is not there, or not any more. The old rules stay until it is.',
  ruleChanged:
    'Somebody else has changed one of the rules that were to go. They stay as they are. Look at the group again, then decide.',
  wouldLockOut:
    'Without the old rules, the address of this computer would not be let in any more as it is now. So they stay.',
  myAddressUnknown:
    'Keyport could not find out the address of this computer. So it cannot make sure that you are not locked out. Check the connection, then try again.',
  unfinished:
    'An earlier change of this group was not brought to an end. Finish it, undo it or forget it first.',
  notPermitted: (what: string) => `Your AWS user may not do this: ${what}.`,
  refusedDry: (what: string, title: string) => `AWS would refuse to do this: ${what}. ${title}.`,
  calls: {
    authorize: 'add rules to a security group',
    revoke: 'remove rules from a security group',
    create: 'make a security group',
    modify: 'give a network interface other security groups',
  },
  isShared: 'This group belongs to another account. Only its owner can change it.',
  interfaceManaged: (interfaceId: string) =>
    `The network interface ${interfaceId} belongs to a service of AWS: only that service may give it another group.`,
  interfaceWithout: (interfaceId: string) => `The network interface ${interfaceId} does not have this group.`,
  namedByOthers: (groupIds: string) =>
    `Rules of other groups let in whoever has this group: ${groupIds}. A machine that gets the copy would not be let in there any more.`,
  namingUnknown:
    'Keyport could not find out whether rules of other groups name this group. A machine that gets the copy might not be let in there any more.',
  noNetwork: 'This group is not in a VPC, so no copy can be made of it.',
  nameRefused:
    'A security group cannot have this name. It has 1 to 200 characters: letters of the English alphabet, digits, blanks inside, and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ *, and does not begin with “sg-”.',
  staleLeftOut: 'Rules that name a group that is gone are left out of the copy: they let nobody in.',
  outsideGone: (count: number) =>
    count === 1
      ? 'One other machine has this group too, and is changed with it.'
      : `${count} machines have this group, and all of them are changed.`,
  factsUnread: 'This region was not read, so Keyport does not know who else may need the old rules.',
  copyDescription: (name: string) => `Corrected copy of ${name} made by Keyport`,
  copyNotWhole: 'The copy does not have the rules that it should have. No machine was given it.',
  movedBack: 'The machines have their old group again.',
  copyPutBack:
    'With the copy of the group, this computer could not get in any more as it could before. So Keyport has given the machines their old group again. Perhaps your connection leaves from another address than the one that was found, for example through a VPN.',
  deleteOther: 'Type the name of the group exactly as it is shown. Nothing was deleted.',
  deleteDefault: 'The default group of a network cannot be deleted.',
  deleteUsed: (ids: string) => `It is still used: ${ids}. Nothing was deleted.`,
} as const;
