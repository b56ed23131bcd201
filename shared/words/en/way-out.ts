/** How calls leave this computer: by a proxy, and which authorities are trusted. */
export const wayOutWords = {
  kinds: {
    none: 'none: calls go straight to AWS',
    environment: 'as the environment says (HTTPS_PROXY and NO_PROXY)',
    system: 'as this computer’s network settings say; on the command line, as the environment says',
    typed: 'one that was typed',
  },
  kept: (kind: string) => `Proxy: ${kind}.`,
  inUse: (proxy: string | null) =>
    proxy === null ? 'In use now: no proxy.' : `In use now: the proxy ${proxy}.`,
  unusable: (why: string) => `A proxy is named that cannot be used, so calls go straight to AWS. ${why}`,
  myAddress:
    'Behind a proxy, the address that Keyport finds for you can be the proxy’s. Check it before you let it log in.',
  certificates: 'Trusted beside the built-in certificates:',
  certificate: (subject: string, until: string) => `${subject}, valid until ${until}`,
  noCertificates: 'Trusted: the built-in certificates only.',
  dialog: {
    open: 'Proxy and certificates',
    title: 'How calls to AWS leave this computer',
    from: {
      none: 'You have set that no proxy is used.',
      environment: 'This follows the environment that Keyport was started in (HTTPS_PROXY and NO_PROXY).',
      system: 'This follows the network settings of this computer.',
      typed: 'You have set this proxy here.',
    },
    proxy: 'Proxy',
    choices: {
      environment: 'Follow the environment',
      environmentWhy: 'HTTPS_PROXY and NO_PROXY, as curl and the AWS CLI do.',
      system: 'Follow the network settings of this computer',
      systemWhy: 'Where these cannot be asked, the environment is followed.',
      typed: 'Use this proxy',
      none: 'No proxy',
      noneWhy: 'Calls go straight to AWS.',
    },
    address: 'Address of the proxy',
    example: 'http://proxy.example.com:3128',
    noPassword:
      'Keyport keeps no password for a proxy. Where yours wants one, set HTTPS_PROXY with it before you start Keyport, and follow the environment.',
    certificates: 'Root certificates of your company',
    certificatesWhy:
      'Some companies open what is encrypted, and show a certificate of their own. Add only a file that your company gave you: whoever holds such a certificate can read and change every call to AWS.',
    add: 'Add a file of certificates',
    remove: 'Remove',
    removeNamed: (name: string) => `Remove ${name}`,
    save: 'Use from now on',
    close: 'Close',
    openDialog: { title: 'Root certificates of your company (PEM)', button: 'Trust' },
  },
  cli: {
    about: 'how calls to AWS leave this computer: proxy and certificates of your company',
    keepFlag: 'keep what --proxy and --ca say, for the window too, once it is started again',
    after:
      'Example: keyport connection --keep --proxy http://proxy.example.com:3128 --ca company.pem. “--proxy” also takes none, environment or system; “--ca none” trusts only the built-in certificates again.',
  },
  caRefused: {
    unreadable: 'The file of certificates is not there, or not yours to read. Nothing was changed.',
    tooLong: 'The file is longer than any certificate file. Nothing was changed.',
    privateKey:
      'There is a private key in this file. A root certificate comes without one; keep that file to yourself. Nothing was changed.',
    none: 'There is no certificate as text (PEM) in this file: it would begin with “BEGIN CERTIFICATE”. Nothing was changed.',
    damaged: 'A certificate in this file is damaged. Ask for the file again. Nothing was changed.',
    noAuthority: (name: string) =>
      `“${name}” is not the certificate of an authority (CA), but of a single server. Ask for the root certificate. Nothing was changed.`,
    expired: (name: string, on: string) =>
      `“${name}” expired on ${on}. Ask for the one in use now. Nothing was changed.`,
    notYet: (name: string, on: string) =>
      `“${name}” is not valid before ${on}. Check this computer’s clock. Nothing was changed.`,
  },
  proxyRefused: {
    'not-a-url': 'Write the proxy as http://host:port, for example http://proxy.example.com:3128.',
    'other-scheme': 'Keyport speaks to proxies by http:// or https:// only, not by SOCKS or others.',
    'with-password':
      'Keyport keeps no proxy password. Leave it out here; or set HTTPS_PROXY with it in the environment that starts Keyport, and choose “environment”.',
    'no-port': 'Say the port of the proxy, too, for example http://proxy.example.com:3128.',
    'with-path':
      'The address of a proxy ends after its port. A file of proxy rules (.pac) cannot be named here: choose “system”.',
  },
} as const;
