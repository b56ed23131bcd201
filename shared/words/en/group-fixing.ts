import type { ChangeState, ProbeResult } from '../../security-group/group-change.ts';
import type { FixKind } from '../../security-group/group-finding.ts';

/** The dialog in which a group is mended, and the list of what was mended. */
export const groupFixingWords = {
  buttons: {
    narrow: 'Let in fewer…',
    remove: 'Remove the rule…',
    merge: 'Merge the rules…',
    'add-https': 'Open HTTPS too…',
    'my-address': 'Fix my access…',
  } satisfies Record<FixKind, string>,
  title: (group: string) => `Change group ${group}`,
  starting: 'Finding your addresses, and who else may need these rules',
  previewing: 'Asking AWS what would happen. Nothing is changed.',
  order:
    'New rules come first and are read back. Only then the old ones go, one by one. If something answers worse than before, the old rules come back at once.',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  show: 'Show what would change',
  start: 'Make this change',
  noProposal:
    'With these choices there is nothing that Keyport could safely write. Choose smaller ranges, or keep a port for somebody.',
  choices: {
    ports: 'Who may still come in by each of these ports?',
    port: (port: string) => `Who may come in by ${port}`,
    keep: {
      nobody: 'Nobody',
      inside: 'The networks inside AWS that are ticked below',
      chosen: 'Everybody who is ticked or written below',
      everyone: 'Everyone, as now (it is a web port)',
    },
    mine: 'Your own addresses',
    mineWhy: 'The address that this computer is seen by now. Without it, you may lock yourself out.',
    myAddress: (address: string) => `${address} (this computer)`,
    noAddress: 'The address of this computer could not be found.',
    inside: 'Networks inside AWS that come in by these rules now',
    insideWhy:
      'A rule for everyone also lets in machines of your own network: load balancers, jump hosts, other servers. Take a tick away only if you know that none of them needs it.',
    vpc: (cidr: string) => `This network: ${cidr}`,
    peered: (cidr: string) => `A network that is peered with it: ${cidr}`,
    others: 'Other addresses',
    othersWhy: 'One range in each line, like 198.51.100.0/24 or 203.0.113.9/32. For an office, for example.',
    otherRefused: (text: string) => `This is not a range of addresses that can be let in here: ${text}`,
    groups: 'Members of other groups',
    groupsWhy:
      'The right way for a database: let in the group of the machines that use it, whatever addresses they have.',
    chooseGroups: 'Choose groups',
    target: 'Which group shall be changed?',
    targetWhy: 'Other running machines have this group too. What is changed here is changed for them.',
    thisGroup: 'This group, for all of its machines',
    copy: 'A corrected copy, for the machines that I choose (safest)',
    machines: 'Machines that get the copy',
    machine: (name: string, id: string) => `${name} (${id})`,
    copyName: 'Name of the copy',
  },
  preview: {
    goes: (count: number) =>
      count === 0 ? 'No rule goes' : count === 1 ? 'One rule goes' : `${count} rules go`,
    comes: (count: number) =>
      count === 0 ? 'No new rule' : count === 1 ? 'One rule comes' : `${count} rules come`,
    stays: (count: number) => (count === 1 ? 'One rule stays' : `${count} rules stay`),
    nothing: 'None',
    toCopy: (name: string, machines: number) =>
      machines === 1
        ? `The group itself stays as it is. A copy, ${name}, gets the corrected rules and takes its place on one network interface.`
        : `The group itself stays as it is. A copy, ${name}, gets the corrected rules and takes its place on ${machines} network interfaces.`,
    obstacles: 'This keeps it from being done',
    cautions: 'Know this first',
    dependants: 'Who else comes in by the rules that go',
    kept: 'still comes in',
    notKept: 'would not come in any more',
    noDependants: 'Keyport knows of nobody else who comes in by them.',
    shared: (names: string) => `Also changed, because they have this group too: ${names}.`,
    sessions: {
      cut: 'Connections that are open now and would not be let in any more end at once.',
      'live-on': 'Connections that are open now last until they are closed.',
      unknown: 'Whether connections that are open now end at once is not known.',
    },
    mine: (address: string, port: number) => `Your address ${address} on port ${port}`,
    mineKept: 'is let in, before and after',
    mineLost: 'is let in now, and would not be any more',
    mineGained: 'is not let in now, and will be',
    mineNever: 'is not let in, before or after',
    probes: (targets: string) => `Keyport tries from here whether they answer, before and after: ${targets}.`,
    noProbes: 'No machine behind it can be tried from this computer.',
    solved: 'This finding will be gone.',
    notSolved: 'The finding will still be there: other rules let them in as well.',
    newFindings: (count: number) =>
      count === 1 ? 'One new finding would come.' : `${count} new findings would come.`,
  },
  states: {
    working: 'The change is being made',
    done: 'Done, and read back',
    'added-only': 'The new rules are there; the old ones are there too',
    'put-back': 'The old rules are back',
    failed: 'The change was not made',
    undoing: 'The change is being undone',
    undone: 'Undone',
    unfinished: 'Not brought to an end',
  } satisfies Record<ChangeState, string>,
  came: (count: number) => (count === 1 ? 'One new rule is there' : `${count} new rules are there`),
  went: (count: number) => (count === 1 ? 'One rule is gone' : `${count} rules are gone`),
  addedOnlyWhy: 'Nobody is locked out, but it is not safe yet: finish it, or undo it.',
  probeResults: {
    answers: 'answers',
    connects: 'takes the connection, but says nothing',
    reset: 'breaks the connection off',
    refused: 'refuses the connection',
    unreachable: 'is not reached from this computer',
    'no-answer': 'does not answer',
    'not-tried': 'was not tried',
  } satisfies Record<ProbeResult['result'], string>,
  undoneWhy: 'The old rules are in force again: whoever they let in is let in.',
  provesNothing: 'Nothing had answered before either, so that trying again proves nothing.',
  undo: {
    title: 'Undo this change?',
    back: (count: number) => (count === 1 ? 'This rule comes back' : 'These rules come back'),
    why: 'Who was let in by the old rules is let in again. The rules that this change added go.',
    keep: 'Keep the change',
    submit: 'Undo it',
  },
  nothingChanged: 'Nothing was changed.',
  noIds: 'Keyport removes rules by their ids, and may not read them (ec2:DescribeSecurityGroupRules).',
  may: { undo: 'Undo this change', finish: 'Finish it', forget: 'Leave it as it is' },
  forgetWhy: '“Leave it as it is” changes nothing in AWS; Keyport then asks about it no more.',
  list: {
    title: 'Changes made here',
    unfinished: (count: number) =>
      count === 1
        ? 'One change of a group was not brought to an end.'
        : `${count} changes of groups were not brought to an end.`,
    unfinishedWhy:
      'Nobody is locked out by that: new rules come before old ones go. Decide what becomes of it.',
    show: 'Show',
    columns: { group: 'Group', when: 'When', what: 'What', state: 'How it went', acts: 'What you can do' },
    unreadable: 'A record that cannot be read',
  },
  deleting: {
    button: 'Delete this group…',
    title: (name: string) => `Delete group ${name}`,
    why: 'Keyport made this group. Nothing has it any more, as far as can be seen. It cannot be brought back, and its id never returns.',
    submit: 'Delete group',
    done: (name: string) => `Group ${name} is deleted.`,
  },
} as const;
