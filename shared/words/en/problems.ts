import type { ProblemCode } from '../../problem.ts';
import { groupProblemWords } from './group-problems.ts';
import { logInProblemWords } from './log-in-problems.ts';
import { practiceProblemWords } from './practice-problems.ts';
import { rescueWords } from './rescue.ts';

type ProblemWords = { readonly title: string; readonly explanation: string };

/** What went wrong, and what a person can do about it. No blame, no jargon without its meaning. */
export const problemWords = {
  ...groupProblemWords,
  ...logInProblemWords,
  ...practiceProblemWords,
  ...rescueWords.problems,
  'no-credentials': {
    title: 'No AWS credentials found here',
    explanation:
      'Keyport looked in the AWS config and credentials files and in the environment. Set up a profile with the AWS CLI ("aws login" or "aws configure"), then try again.',
  },
  'credentials-refused': {
    title: 'AWS does not accept these credentials',
    explanation:
      'The access key is unknown to AWS, was switched off, or its secret half is wrong. Choose another profile, or correct this one. Your answers are kept.',
  },
  'mfa-needed': {
    title: 'A code from your second factor is needed',
    explanation:
      'This profile signs in with a code of six digits. Your authenticator app, or your device, shows a new one every half minute.',
  },
  'mfa-wrong': {
    title: 'AWS refused this code',
    explanation:
      'It may be mistyped, too old, or used already: AWS takes each code once. Wait for the next one and type that.',
  },
  'session-expired': {
    title: 'Your AWS sign-in has ended',
    explanation:
      'Sign in again (for example with "aws login" or "aws sso login"), then try again. Your answers are kept.',
  },
  'account-refused': {
    title: 'This cannot be done with this account',
    explanation: 'Keyport keeps accounts whose access key you typed here. It changes no others.',
  },
  'sign-in-refused': {
    title: 'The sign-in was refused',
    explanation:
      'Somebody said no in the browser, or AWS does not let this sign-in happen. Start it again, or choose another account. Your answers are kept.',
  },
  'sign-in-late': {
    title: 'The code of this sign-in is too old',
    explanation:
      'Nobody confirmed it in the browser in time. Start again: there is a new code. Your answers are kept.',
  },
  'clock-off': {
    title: "This computer's clock is wrong",
    explanation:
      'AWS refuses requests that seem to come from another time. Set the clock automatically, then try again. Your answers are kept.',
  },
  'endpoint-not-secure': {
    title: 'This endpoint is not safe for private keys',
    explanation:
      'Keyport sends AWS calls over https, or over http to this computer only. Correct the endpoint in the profile or the environment.',
  },
  'profile-unreadable': {
    title: 'The AWS config files cannot be read',
    explanation: 'A file in your .aws folder is unreadable or damaged. Nothing was changed.',
  },
  'account-changed': {
    title: 'These credentials now belong to another account',
    explanation:
      'Since you answered the first question the credentials have changed. Go back to the account step and check who you are.',
  },
  'no-network': {
    title: 'This computer seems to be offline',
    explanation:
      'AWS’s address could not be looked up. Check Wi-Fi, cable and VPN, then try again. Nothing was sent, and your answers are kept.',
  },
  unreachable: {
    title: 'AWS cannot be reached',
    explanation:
      'Nobody answered. Check the network connection, VPN, firewall and proxy, then try again. Your answers are kept.',
  },
  'captive-portal': {
    title: 'This network wants you to log in first',
    explanation:
      'A web page answered instead of AWS, as in a hotel or on a train. Open a browser, log in to the network there, then try again. Your answers are kept.',
  },
  'tls-intercepted': {
    title: 'Somebody reads along between here and AWS',
    explanation:
      'The certificate shown is not AWS’s: as a rule a company’s proxy or virus scanner opens encrypted traffic. Nothing was sent. There, add the company’s root certificate: “keyport connection --keep --ca FILE”. Anywhere else, use another network.',
  },
  'proxy-unreachable': {
    title: 'Your proxy cannot be reached',
    explanation:
      'Calls to AWS are set to go through a proxy (a computer that passes traffic on), and it did not answer. Check its address (“keyport connection” shows it) and that you are on its network. Nothing was sent, and your answers are kept.',
  },
  'proxy-password': {
    title: 'Your proxy asks for a name and a password',
    explanation:
      'Keyport keeps no proxy password. Quit, set HTTPS_PROXY=http://name:password@host:port where Keyport is started, and run “keyport connection --keep --proxy environment”. Nothing was sent.',
  },
  'proxy-refused': {
    title: 'Your proxy did not let the call through',
    explanation:
      'It answered, but made no connection to AWS; the details say why. Ask whoever runs it to allow *.amazonaws.com, or set another way with “keyport connection”. Nothing was sent, and your answers are kept.',
  },
  'proxy-unusable': {
    title: 'This is not the address of a proxy',
    explanation:
      'Write it as http://host:port, for example http://proxy.example.com:3128. Nothing was changed.',
  },
  'ca-unusable': {
    title: 'This file cannot be used as a certificate',
    explanation:
      'Keyport needs the root certificate of your company as text (PEM): a file with a line “BEGIN CERTIFICATE”. Nothing was changed.',
  },
  'not-an-aws-answer': {
    title: 'Something else answered instead of AWS',
    explanation:
      'The answer was not one of AWS. A proxy, a sign-in page of the network or an emulator without this call stands in between. Your answers are kept.',
  },
  throttled: {
    title: 'AWS asks us to slow down',
    explanation: 'There were too many calls in a short time in this account. Wait a minute, then try again.',
  },
  'aws-internal': {
    title: 'AWS had an internal error',
    explanation: 'This is a fault on the side of AWS. Wait a little, then try again.',
  },
  'not-permitted': {
    title: 'Your AWS user may not do this',
    explanation:
      'The account is right, but its permissions do not include this call. Whoever manages the account can grant it; the details name the call. Your answers are kept.',
  },
  'account-being-verified': {
    title: 'AWS is still checking this new account',
    explanation: 'This takes up to four hours and ends with an e-mail. Your plan is kept; try again then.',
  },
  'account-blocked': {
    title: 'AWS has blocked this account',
    explanation: 'Only AWS Support can lift that. Nothing was started. Your plan is kept.',
  },
  'subscription-needed': {
    title: 'This image or region needs a subscription first',
    explanation:
      'The account has to accept terms in AWS Marketplace, or to enable the region, before this works.',
  },
  'plan-refused': {
    title: 'This plan cannot be launched as it is',
    explanation: 'Something in it is not possible, or not confirmed. Nothing was created.',
  },
  'plan-unreadable': {
    title: 'This is not a launch plan that Keyport can read',
    explanation: 'Something in the file is not as a plan has it. Nothing was created.',
  },
  'plan-has-secret': {
    title: 'This plan was not saved',
    explanation: 'It looks as if a secret stood in it, and a plan is a file that people share.',
  },
  'tags-refused': {
    title: 'These tags cannot be required',
    explanation: 'AWS would refuse one of them. Nothing was changed.',
  },
  'tags-unreadable': {
    title: 'The list of required tags cannot be read',
    explanation:
      'Keyport leaves its file as it is, and launches nothing until it knows which tags are required.',
  },
  'launch-unknown': {
    title: 'There is no such launch',
    explanation: 'Keyport has no record of it in this run.',
  },
  'launch-busy': {
    title: 'This launch is still busy',
    explanation: 'Wait until it has finished, then try again.',
  },
  'launch-not-gone': {
    title: 'Something of this launch may still be there',
    explanation:
      'It stays on the list until Keyport has seen that nothing of it is left. Remove it first, or look again.',
  },
  'access-not-ours': {
    title: 'These security groups were there before the launch',
    explanation:
      'Keyport changes only a group that a launch made. Open “Groups”, which shows who is let in, and mends it.',
  },
  'launch-is-gone': {
    title: 'Nothing of this launch is left',
    explanation:
      'Its machines have ended, or their key pair was deleted: there is nothing that code could take over.',
  },
  'launch-damaged': {
    title: 'The file of this launch cannot be read',
    explanation: 'What it stands for may still run and cost money. Look for its tag in the EC2 console.',
  },
  'zone-not-open': {
    title: 'There is nothing to decide about this zone',
    explanation:
      'Its machine is there, is on its way, or Keyport is still finding out. Look again in a moment.',
  },
  'zone-unknown': {
    title: 'There is no such place in this launch',
    explanation: 'The plan of the launch does not name it.',
  },
  'size-not-in-zone': {
    title: 'This size is not sold in one of the zones',
    explanation: 'Choose other Availability Zones or another size; AWS names the zones in the details.',
  },
  'no-capacity': {
    title: 'AWS is out of this size there right now',
    explanation:
      'This is not your fault, and nothing is charged for it. Try another zone or size, or again in some minutes.',
  },
  'vcpu-limit': {
    title: "The account's limit of vCPUs is reached",
    explanation: 'Choose a smaller size or fewer zones, or ask AWS for a higher limit.',
  },
  'other-limit': {
    title: 'A limit of the account is reached',
    explanation:
      'Remove something that is no longer used, or ask AWS for a higher limit. The details say which.',
  },
  'not-free-tier': {
    title: 'The Free plan of this account does not include this',
    explanation: 'Choose a size marked "free tier", or change to the paid plan.',
  },
  'image-gone': {
    title: 'The image is no longer there',
    explanation: 'Go back to the image step: Keyport looks up the newest one.',
  },
  'wrong-architecture': {
    title: 'Image and size do not fit together',
    explanation: 'An image for Arm processors does not start on Intel or AMD ones, or the reverse.',
  },
  'disk-too-small': {
    title: 'The disk is smaller than the image',
    explanation: 'The root disk must be at least as large as the image it is made from.',
  },
  'key-pair-gone': {
    title: 'The key pair is not there',
    explanation: 'It was deleted in AWS meanwhile, or AWS does not show it yet.',
  },
  'key-name-taken': {
    title: 'A key pair of this name exists already',
    explanation:
      'Nothing was made. Choose another name, or look on the Keys page whether its private key is here already.',
  },
  'group-name-taken': {
    title: 'A security group of this name exists already',
    explanation: 'Choose another name; Keyport does not touch groups it did not make.',
  },
  'group-gone': {
    title: 'The security group is not there',
    explanation: 'It was deleted in AWS meanwhile, or AWS does not show it yet.',
  },
  'subnet-gone': {
    title: 'A subnet is no longer there',
    explanation: 'Go back to the zones step to read them again.',
  },
  'subnet-full': {
    title: 'A subnet has no free address',
    explanation: 'Choose another zone, or free an address there.',
  },
  'no-default-network': {
    title: 'This region has no default network',
    explanation:
      'Choose another region or another network, or have the default network (default VPC) made: the wizard offers it, and it costs nothing.',
  },
  'profile-gone': {
    title: 'There is no such instance profile',
    explanation:
      'It was deleted, or its name is written differently. One that was just made may take a minute to be seen.',
  },
  'network-there': {
    title: 'It is there already',
    explanation: 'AWS makes only one of it. Read the zones again.',
  },
  'token-reused': {
    title: 'AWS has seen this request before, and does nothing for it now',
    explanation:
      'A request with this mark was made before: it started an instance that has ended since, or asked for another one. Look what is there before you start a new launch.',
  },
  'instance-gone': {
    title: 'The instance is not there',
    explanation: 'AWS does not know it, or does not show it yet.',
  },
  'disk-gone': {
    title: 'The disk is not there',
    explanation: 'It was deleted in AWS meanwhile, or AWS does not show it yet.',
  },
  'disk-not-ours': {
    title: 'This disk is not marked as the launch’s',
    explanation: 'Keyport leaves it as it is: it may be somebody else’s.',
  },
  'instance-died': {
    title: 'An instance stopped right after its start',
    explanation: 'AWS gives the reason in the details. It no longer costs anything.',
  },
  'termination-protected': {
    title: 'This machine is protected from being terminated',
    explanation:
      'Somebody has switched that protection on. Switch it off first, if you really want the machine to end.',
  },
  'snapshot-failed': {
    title: 'The disk could not be copied',
    explanation: 'Its machine was left as it is, so nothing is lost. Try again, or go on without a copy.',
  },
  'still-in-use': {
    title: 'It is still in use',
    explanation:
      'Something else in AWS still uses it, such as a machine that is just ending. Try again in a minute.',
  },
  'cannot-now': {
    title: 'AWS cannot do this now',
    explanation: 'The thing is in a state, or protected, so that this is not possible.',
  },
  'answer-lost': {
    title: 'The answer of AWS was lost',
    explanation: 'The request was sent but no answer came, so it may or may not have been carried out.',
  },
  'timed-out': {
    title: 'This took too long',
    explanation: 'Keyport stopped waiting. What was made is listed here.',
  },
  cancelled: { title: 'Cancelled', explanation: 'You stopped this.' },
  'refused-by-ec2': {
    title: 'AWS refused this request',
    explanation: 'The details hold what AWS says about it.',
  },
  'keychain-absent': {
    title: 'There is no keychain to keep the private key in',
    explanation:
      'Keyport keeps private keys in the keychain of your system, and found none that answers. On Linux, install and start GNOME Keyring, KWallet or KeePassXC.',
  },
  'keychain-locked': {
    title: 'Your keychain is locked',
    explanation:
      'Unlock it (on Linux for example with "Passwords and Keys"), then try again. Nothing was changed.',
  },
  'keychain-full': {
    title: 'The keychain could not write',
    explanation: 'The disk may be full. Make room, then try again.',
  },
  'keychain-failed': {
    title: 'The keychain did not work',
    explanation: 'It answered with an error. The details hold what it says.',
  },
  'key-not-proved': {
    title: 'The private key in the keychain does not match',
    explanation:
      'What the keychain gave back is not the private half of the key pair in AWS. Nothing was launched with it.',
  },
  'home-in-use': {
    title: 'Another Keyport is at work here',
    explanation:
      'A Keyport command, or another window, is using the same keys. Nothing is done twice: this window goes on as soon as the other has ended.',
  },
  'store-locked': {
    title: 'The encrypted file with your keys is locked',
    explanation: 'Give its passphrase to go on. Nothing was changed.',
  },
  'store-has-keys': {
    title: 'Your keys are kept elsewhere already',
    explanation:
      'Keyport never moves private keys silently. Back them up and restore them in a new Keyport home to change where they are kept.',
  },
  'not-this-keychain': {
    title: 'This is not the keychain that holds your keys',
    explanation:
      'Keyport does not find its own mark in it. It may be locked, newly made, or that of another user. Nothing was changed and nothing was deleted.',
  },
  'key-unknown': {
    title: 'Keyport has no such key',
    explanation: 'It may have been deleted for good in the meantime.',
  },
  'key-missing-here': {
    title: 'The private key is no longer in your keychain',
    explanation:
      'Somebody or something removed it there. Restore it from a backup, or add it again from a file, if there is one.',
  },
  'key-in-use': {
    title: 'An instance may still use this key pair',
    explanation:
      'While an instance that was started with a key pair of this name is there, the pair stays, so that nobody loses the way in.',
  },
  'key-use-unknown': {
    title: 'Keyport cannot tell whether an instance uses this key pair',
    explanation: 'The instances of this region could not be listed, so nothing was removed.',
  },
  'key-not-finished': {
    title: 'This key is not ready yet',
    explanation:
      'Keyport has not finished with it, or needs a decision of yours first. The Keys page says which.',
  },
  'key-not-trashed': {
    title: 'This key is not in the trash',
    explanation: 'A private key is deleted for good only out of the trash. Nothing was removed.',
  },
  'key-known': {
    title: 'This key is in your vault already',
    explanation: 'It was compared by its public half. Nothing was added.',
  },
  'name-not-typed': {
    title: 'The name that was typed is another one',
    explanation: 'Type the name of the key exactly as it is shown. Nothing was removed.',
  },
  'name-refused': {
    title: 'A key pair cannot have this name',
    explanation:
      'It has 1 to 200 characters: letters of the English alphabet, digits, blanks inside, and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ *.',
  },
  'passphrase-needed': {
    title: 'This file is protected by a passphrase',
    explanation: 'Give the passphrase that it was saved with.',
  },
  'passphrase-wrong': {
    title: 'The passphrase does not open it',
    explanation: 'Try again. Nothing was changed.',
  },
  'passphrase-weak': {
    title: 'This passphrase is too short',
    explanation:
      'Choose one of at least 12 characters; several words do well. Nobody can open the file without it.',
  },
  'not-a-private-key': {
    title: 'There is no private key in this file',
    explanation:
      'Keyport reads private keys of OpenSSH, PEM (PKCS#1 and PKCS#8) and PuTTY. A public key (.pub) is not one.',
  },
  'key-kind-unsupported': {
    title: 'EC2 does not know this kind of key',
    explanation: 'EC2 takes RSA keys (2048, 3072 or 4096 bits) and ed25519 keys.',
  },
  'key-format-unsupported': {
    title: 'Keyport does not open files of this form',
    explanation:
      'The key is written or encrypted in a rare way. Save it again in OpenSSH’s form, for example with “ssh-keygen -p -f” and the file’s name, and add that file.',
  },
  'key-damaged': {
    title: 'The numbers in this private key do not fit together',
    explanation: 'It was tried out and did not work as a key should. Nothing was stored.',
  },
  'key-too-long': {
    title: 'This private key is too long for the keychain',
    explanation:
      'At most 2,560 bytes fit into every system’s keychain. RSA keys of 4096 bits are longer. Nothing was stored.',
  },
  'file-unreadable': {
    title: 'The file cannot be read',
    explanation: 'It may be gone, or not yours to read.',
  },
  'file-exists': {
    title: 'There is a file of this name already',
    explanation: 'Keyport never replaces a file. Choose another name.',
  },
  'file-not-written': {
    title: 'The file could not be written',
    explanation:
      'The disk may be full, or the folder not yours to write in. What was written of it was removed.',
  },
  'backup-damaged': {
    title: 'This is not a whole backup of Keyport',
    explanation: 'Either it is another kind of file, or it was cut off or changed. Nothing was restored.',
  },
  'no-keys-to-back-up': {
    title: 'There is no private key to back up',
    explanation: 'As soon as there is one, back it up.',
  },
  'held-in-memory': {
    title: 'Your keychain did not take the new private key',
    explanation:
      'AWS sends it only once, so Keyport holds it in memory until you decide. Do not quit before.',
  },
  'held-in-file': {
    title: 'The only copy of the private key is in the file you saved',
    explanation: 'Add it from that file once the keychain works again. Nothing was launched with it.',
  },
  'agent-failed': {
    title: 'The ssh agent could not be started',
    explanation: 'Keyport could not make its socket. Nothing was changed.',
  },
  'agent-closed': {
    title: 'This ssh agent is closed',
    explanation: 'Open it again on the Keys page. Its socket will be another one.',
  },
  'record-unreadable': {
    title: 'Keyport’s record of a key cannot be read',
    explanation:
      'The file is damaged. Keyport leaves it as it is; the private key in the keychain is not touched by it.',
  },
  'address-unreachable': {
    title: 'Your public address could not be looked up',
    explanation: 'The address service did not answer. Type your address, or launch without a log-in rule.',
  },
  'address-unusable': {
    title: 'The address service gave no usable address',
    explanation:
      'What it answered is not one public IPv4 address. Type your address, or launch without a log-in rule.',
  },
  'disk-failed': {
    title: 'Keyport could not write its records',
    explanation: 'The disk may be full or read-only. Nothing was started.',
  },
  'bad-request': {
    title: 'Keyport refused a request of its own screen',
    explanation: 'This is a fault in Keyport. Nothing was changed.',
  },
  unexpected: {
    title: 'Something unexpected went wrong',
    explanation: 'This is a fault in Keyport. The details may help to report it.',
  },
} as const satisfies Record<ProblemCode, ProblemWords>;
