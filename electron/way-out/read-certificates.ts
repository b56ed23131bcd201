import { X509Certificate } from 'node:crypto';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { LONGEST_CA_FILE, type CaCertificate } from '../../shared/way-out.ts';
import { words } from '../../shared/words/en.ts';

export type ReadCertificates = {
  /** Each one certificate (PEM), and nothing else that stood in the file. */
  readonly texts: readonly string[];
  readonly certificates: readonly CaCertificate[];
};

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The authorities in this text. `ca-unusable`, and why, where there is none, or one is out of date or no authority. */
export function readCertificates(text: string, now: number): Outcome<ReadCertificates> {
  const why = words.wayOut.caRefused;
  if (text.length > LONGEST_CA_FILE) return refused(why.tooLong);
  // It has no business in such a file, nor in ours.
  if (text.includes('PRIVATE KEY-----')) return refused(why.privateKey);
  const texts = text.match(BLOCK) ?? [];
  if (texts.length === 0) return refused(why.none);
  const certificates: CaCertificate[] = [];
  for (const each of texts) {
    const certificate = parsed(each);
    if (certificate === null) return refused(why.damaged);
    const { subject, issuer, ca, validFrom, validTo, fingerprint256 } = certificate;
    const name = shortName(subject);
    if (!ca) return refused(why.noAuthority(name));
    if (Date.parse(validTo) <= now) return refused(why.expired(name, validTo));
    if (Date.parse(validFrom) > now) return refused(why.notYet(name, validFrom));
    certificates.push({
      subject: name,
      issuer: shortName(issuer),
      validTo: Date.parse(validTo),
      fingerprint: fingerprint256,
    });
  }
  return succeeded({ texts: texts.map((each) => `${each}\n`), certificates });
}

/** What has gone out of date since it was kept is trusted no more; the others are. */
export function keptCertificates(caText: string): ReadCertificates {
  const read = (caText.match(BLOCK) ?? []).flatMap((text) => {
    const each = readCertificates(text, Date.now());
    return each.ok ? [each.value] : [];
  });
  return {
    texts: read.flatMap(({ texts }) => texts),
    certificates: read.flatMap(({ certificates }) => certificates),
  };
}

function parsed(text: string): X509Certificate | null {
  try {
    return new X509Certificate(text);
  } catch {
    return null;
  }
}

/** What people know it by: its common name, else its organisation, else all of it. */
function shortName(name: string): string {
  const part = /^CN=(.+)$/m.exec(name)?.[1] ?? /^O=(.+)$/m.exec(name)?.[1];
  return (part ?? name.replaceAll('\n', ', ')).slice(0, 200);
}

function refused(explanation: string): Outcome<never> {
  return failed(makeProblem('ca-unusable', { explanation }));
}
