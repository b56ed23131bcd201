/** `name: message` of whatever was thrown, as it may be shown: without keys, tokens and other secrets. */
export function rawOf(error: unknown): string {
  return shownText(`${nameOf(error)}: ${messageOf(error)}`);
}

/** A text of somebody else's as it may be shown: without keys, tokens and other secrets, and not without end. */
export function shownText(text: string): string {
  return redacted(text).slice(0, 2000);
}

/** The error's code in AWS's own words, or the name of its kind. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

/** The message with that of its cause: "an AWS file cannot be read" is nothing without the reason. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/**
 * The text without what must not be shown. Access key ids keep their ends: people know them by those. A run of forty
 * or more base64 characters is a secret key, a token, a line of a private key or an encoded message: its length stays.
 */
function redacted(text: string): string {
  return text
    .replace(/-----BEGIN[\s\S]*?(-----END[^\n]*?-----|$)/g, '[removed]')
    .replace(/\b(A[KS]IA)[A-Z0-9]{8,}([A-Z0-9]{4})\b/g, '$1…$2')
    .replace(/(failure message:\s*)(\S+)/gi, (_, label: string, blob: string) => `${label}${removed(blob)}`)
    .replace(/[A-Za-z0-9+/=]{40,}/g, removed);
}

function removed(secret: string): string {
  return `[${String(secret.length)} characters removed]`;
}
