import type { Outcome } from './outcome.ts';
import type { ProxyChoice, WayOutReport } from './way-out.ts';

/** How calls leave this computer: the same for every account, and nothing to practise. What is set holds from the next call on. */
export type ConnectionApi = {
  readonly readWayOut: () => Promise<Outcome<WayOutReport>>;
  /** `proxy-unusable`, and why, where it cannot be one that Keyport keeps; a password is never kept. */
  readonly setProxy: (input: { readonly proxy: ProxyChoice }) => Promise<Outcome<WayOutReport>>;
  /** Asks which file, and trusts the authorities in it, too. Null where none was chosen; else `ca-unusable`, and why. */
  readonly addCertificates: () => Promise<Outcome<WayOutReport | null>>;
  readonly removeCertificate: (input: { readonly fingerprint: string }) => Promise<Outcome<WayOutReport>>;
};
