/** A sign-in that wants a code. */
export const mfaWords = {
  title: 'Type the code of your second factor',
  label: 'Code',
  hint: 'Six digits, as your authenticator app or device shows them now. Keyport keeps the code nowhere.',
  notSix: 'A code has six digits.',
  signIn: 'Sign in',
} as const;

/** From nothing to an account that Keyport can use, for somebody who has never opened AWS's console. */
export const firstAccountWords = {
  why: 'Keyport works with your own AWS account. Five things to do, once. They take about a quarter of an hour.',
  account: {
    title: 'Open an AWS account, if you have none',
    why: 'AWS asks for an e-mail address and a card. That first sign-in is called the root user: it may do everything, and nothing can be taken from it. Protect it with a second factor, use it for the next two steps, and then no more.',
    open: 'How to open an AWS account',
  },
  policy: {
    title: 'Make a policy: the list of what Keyport may do',
    why: 'In AWS’s console choose JSON, put in the text that this button copies, and call it “Keyport”. It is the least that Keyport needs, and for stopping and removing only what Keyport itself made.',
    copy: 'Copy the policy',
    copied: 'Policy copied',
    show: 'Read the policy first',
    open: 'Open “Create policy” in AWS',
  },
  user: {
    title: 'Make a user for yourself, with this policy',
    why: 'Give it a password for the console, and attach two policies: “Keyport”, and AWS’s own “SignInLocalDevelopmentAccess”, which lets you sign in from this computer. Make no access key for it.',
    open: 'Open “Create user” in AWS',
  },
  signIn: {
    title: 'Install AWS’s command line (2.32 or newer) and sign in as that user',
    why: 'This opens your browser. What it leaves on this computer ends by itself after some hours, and then you sign in again.',
    command: 'aws login',
    copy: 'Copy',
    copyFor: 'Copy: aws login',
    copied: 'Copied: aws login',
    install: 'How to install it',
    open: 'How to sign in',
    company: 'Your company has IAM Identity Center? Then this instead:',
    sso: 'aws configure sso',
    openSso: 'How to sign in with Identity Center',
  },
  back: { title: 'Come back and look again' },
  keys: {
    title: 'Better without an access key',
    why: 'An access key works until somebody deletes it, for whoever finds it. Where you have one already, type it in here: your keychain keeps it. Keyport also takes one that “aws configure” has stored, and reminds you each time. Never make one for the root user.',
  },
} as const;
