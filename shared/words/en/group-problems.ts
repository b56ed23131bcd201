/** What goes wrong with security groups. */
export const groupProblemWords = {
  'review-unknown': {
    title: 'These groups have not been read yet',
    explanation: 'Read the security groups of this region first.',
  },
  'group-changed': {
    title: 'The group has changed in the meantime',
    explanation:
      'Somebody else, or another program, has changed its rules since they were shown. Nothing was changed. Look at it again, then decide.',
  },
  'group-not-ours': {
    title: 'Keyport did not make this group',
    explanation: 'Keyport deletes only groups that it made itself. Others can be deleted in the AWS console.',
  },
  'group-shared': {
    title: 'This group belongs to another account',
    explanation: 'It is shared with your account. Only its owner can change it.',
  },
  'rule-too-wide': {
    title: 'This rule would let in too many',
    explanation:
      'Keyport opens only web ports to everyone. Every other port takes single addresses, small ranges, or another group.',
  },
  'rule-already-there': {
    title: 'The rule is there already',
    explanation: 'The group has this rule. Nothing needs to be added.',
  },
  'too-many-rules': {
    title: 'The group is full',
    explanation:
      'A group holds at most 60 inbound rules for each address family, and the new rule must come before the old one goes. Remove or merge rules first.',
  },
  'preview-unknown': {
    title: 'This preview is not valid any more',
    explanation: 'Show the change again, then start it. Nothing was changed.',
  },
  'change-unknown': {
    title: 'Keyport has no record of this change',
    explanation: 'It is not among the changes that were made on this computer.',
  },
  'change-busy': {
    title: 'A change of this group is still under way',
    explanation: 'Wait for its end, then go on.',
  },
  'change-refused': {
    title: 'This change cannot be made',
    explanation: 'It would lock somebody out, or open more than it should. Nothing was changed.',
  },
  'change-put-back': {
    title: 'The old rules were brought back',
    explanation: 'After the change somebody could not get in any more who could before. All is as it was.',
  },
  'change-not-proved': {
    title: 'No machine has answered yet',
    explanation:
      'The new rule for your address is there, but no machine answers from here. So the old rule stays as well. Perhaps the machine is switched off, or it is still starting. Start it, then finish this change; or finish it anyway: the old rule is not the one you come in by.',
  },
  'machine-unknown': {
    title: 'This machine was not found',
    explanation: 'No machine of the groups that were read has this name or id.',
  },
  'saved-answer-unreadable': {
    title: 'This file cannot be read',
    explanation: 'It has to be what “aws ec2 describe-security-groups --output json” prints.',
  },
} as const;
