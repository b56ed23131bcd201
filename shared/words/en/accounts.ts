import type { SignInKind } from '../../account.ts';

/** Accounts whose access key is typed into Keyport, and what every way in is called. */
export const accountWords = {
  kinds: {
    keys: 'Access key in the AWS files',
    'session-keys': 'Keys that end by themselves, in the AWS files',
    sso: 'IAM Identity Center (single sign-on)',
    login: 'Sign-in of “aws login”',
    role: 'Role that another profile takes on',
    'role-mfa': 'Role that wants a code of a second factor',
    process: 'Program that gives credentials',
    'web-identity': 'Role by a web identity token',
    environment: 'Environment variables',
    container: 'Credentials of this container',
  } satisfies Record<SignInKind, string>,
  faults: {
    name: 'Give it a name of at most 64 characters.',
    'name-taken': 'Another account that Keyport keeps has this name.',
    id: 'This is no access key ID. It has about 20 capital letters and digits, and mostly begins with AKIA.',
    secret: 'This is no secret access key. It has about 40 characters, without spaces.',
    temporary:
      'A key that begins with ASIA works for some hours only, together with a third part. Put it into a profile of the AWS files instead.',
    swapped:
      'The second field holds an access key ID. The secret is the longer one of the two: 40 characters.',
  },
  problems: {
    practice:
      'While you practise, Keyport takes no real access key: what practice keeps is not protected. Leave practice first.',
    notOurs:
      'Keyport renames and removes only accounts whose access key you typed here. Profiles stand in your AWS files, and Keyport never changes those.',
    notThere: (name: string, backend: string) =>
      `The ${backend} did not give the access key of “${name}” back. If it is locked, unlock it and try again. If the key was removed there, remove the account here too, and type the key once more.`,
    notRemoved: 'The keychain still has the access key. Unlock it, then try again. Nothing else was changed.',
  },
  add: {
    open: 'Type in an access key',
    title: 'Type in an access key',
    why: 'Your keychain keeps it, and nothing else does: no other file, no log. You type it once.',
    better:
      'An access key works until somebody deletes it, for whoever finds it. “aws login” or IAM Identity Center are safer: they end by themselves. Never use a key of the root user.',
    name: 'Name',
    nameWhy: 'What you call this account here.',
    id: 'Access key ID',
    idWhy: 'Twenty characters, mostly beginning with AKIA.',
    secret: 'Secret access key',
    secretWhy: 'AWS shows it once, when the key is made.',
    region: 'Region',
    submit: 'Check and keep',
    cancel: 'Cancel',
    waiting: 'Asking AWS whose key this is',
  },
  rename: { open: 'Rename', title: (name: string) => `Rename “${name}”`, submit: 'Rename' },
  remove: {
    open: 'Remove',
    title: (name: string) => `Remove “${name}” from Keyport?`,
    does: 'Keyport takes the access key out of your keychain and forgets the name. Launches made with it stay, and can be managed by another way into the same account.',
    doesNot: (ending: string) =>
      `In AWS the key goes on to work. To end it, delete the key that ends in ${ending} in IAM: your user, “Security credentials”.`,
    openIam: 'Open IAM',
    submit: 'Remove',
  },
  signIn: {
    title: 'Sign in with IAM Identity Center',
    submit: 'Sign in in the browser',
    starting: 'Asking AWS for a code',
    code: 'Your code',
    compare: 'Your browser shows a page of AWS. Say yes there only if it shows this very code.',
    noBrowser: 'No page has opened? Open it again, or type this address into a browser:',
    again: 'Open the page again',
    copy: 'Copy the address',
    copied: 'Address copied',
    waiting: 'Waiting for your yes in the browser',
    cancel: 'Cancel',
    notSso: 'This account does not sign in by IAM Identity Center, or its profile does not say where.',
    otherPage:
      'What answered led to a page that is not AWS’s. Keyport does not open it. Check the address of the sign-in in your AWS files.',
  },
  cli: {
    signIn: 'sign in by IAM Identity Center: shows a code and the address where you confirm it',
    signInAt: (address: string, code: string) =>
      `Open ${address} in a browser, and say yes if it shows this very code: ${code}`,
    signedIn: 'Signed in. AWS’s own command and SDKs are signed in with it, too.',
    about: 'ways in to AWS: list them, and keep an access key in the keychain',
    list: 'every way in that this computer has; the first is taken where --profile says none',
    add: 'keep an access key in the keychain, once AWS has answered to it',
    rename: 'call an account that Keyport keeps otherwise',
    remove: 'take an access key out of the keychain; in AWS it goes on to work',
    argument: 'name of an account whose access key Keyport keeps',
    afterAdd:
      'The access key ID and the secret are asked for and not shown. Without a terminal they are the first two lines of standard input.\nThen --profile NAME takes this account.',
    columns: ['NAME', 'KIND', 'REGION', 'ENDPOINT'],
    none: 'No way in to AWS here yet.',
    askId: 'Access key ID:',
    askSecret: 'Secret access key:',
    stdin: 'Give the access key ID and the secret as two lines of standard input.',
    added: (name: string) => `AWS knows this key, and your keychain has it. Say --profile ${name} to use it.`,
    renamed: (name: string, to: string) => `“${name}” is called “${to}” now.`,
    typeName: (name: string) => `Type its name (${name}):`,
    removed: (name: string) => `“${name}” is gone from Keyport and from your keychain.`,
    unknown: (name: string) => `Keyport keeps no account of this name: ${name}. See "accounts list".`,
  },
  files:
    'Profiles come from your AWS files. Keyport never changes those: rename or remove a profile there, with an editor or “aws configure”.',
} as const;
