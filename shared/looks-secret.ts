export type SecretKind = 'privateKey' | 'accessKey' | 'password' | 'token';

/** The first line (from 1) of a text that looks as if it held a secret, and what; null where none does. A guess, in both directions. */
export function secretIn(text: string): { readonly line: number; readonly kind: SecretKind } | null {
  for (const [index, line] of text.split('\n').entries()) {
    const kind = KINDS.find((each) => LOOKS[each].some((look) => look.test(line)));
    if (kind !== undefined) return { line: index + 1, kind };
  }
  return null;
}

const KINDS = ['privateKey', 'accessKey', 'token', 'password'] as const satisfies readonly SecretKind[];

/** What is given: not a variable's value, and nothing that is still to be filled in. */
const GIVEN = String.raw`["']?(?![$<{"'\s])\S`;

/** The shapes that AWS, GitHub, GitLab, Slack and Stripe give to theirs; for passwords, the names that people give to them. */
const LOOKS: Readonly<Record<SecretKind, readonly RegExp[]>> = {
  privateKey: [/-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  accessKey: [
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
    new RegExp(String.raw`aws_?(?:secret_?access_?key|session_?token)["']?\s*[=:]\s*${GIVEN}`, 'i'),
  ],
  token: [
    /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10}|sk_live_\w{10})/,
    new RegExp(String.raw`(?:api_?key|[a-z]_?token|client_?secret)["']?\s*[=:]\s*${GIVEN}`, 'i'),
  ],
  password: [
    new RegExp(String.raw`pass(?:word|wd|phrase)?["']?\s*[=:]\s*${GIVEN}`, 'i'),
    new RegExp(String.raw`--pass(?:word|wd)?[= ]\s*${GIVEN}`, 'i'),
    /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@$]+@/i,
    /\bchpasswd\b|\bidentified by\s+["']/i,
    /ConvertTo-SecureString\s+["']|\bnet user \S+ [^\s/]/i,
  ],
};
