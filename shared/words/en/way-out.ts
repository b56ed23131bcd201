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
  myAddress:
    'Behind a proxy, the address that Keyport finds for you can be the proxy’s. Check it before you let it log in.',
  certificates: 'Trusted beside the built-in certificates:',
  certificate: (subject: string, until: string) => `${subject}, valid until ${until}`,
  noCertificates: 'Trusted: the built-in certificates only.',
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
    'with-path':
      'The address of a proxy ends after its port. A file of proxy rules (.pac) cannot be named here: choose “system”.',
  },
} as const;
