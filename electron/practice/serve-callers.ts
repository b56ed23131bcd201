import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './aws-error.ts';

/**
 * Why this caller is not answered; null where it is. A page in a browser must not be able to work with the account that is served on
 * this computer: not by a request of its own (it has an origin, or says that it comes from a site), and not by a name of
 * its own that leads here (the `Host` is not this computer's).
 */
export function refusalOfCaller(headers: IncomingHttpHeaders): AwsError | null {
  const { host = '', origin } = headers;
  if (!THIS_COMPUTER.test(host)) {
    return new AwsError(
      'AccessDenied',
      'This practice account answers to 127.0.0.1 and localhost only, not to another name.',
      403,
    );
  }
  const site = headers['sec-fetch-site'];
  if (origin === undefined && (site === undefined || site === 'none')) return null;
  return new AwsError('AccessDenied', 'This practice account does not answer pages in a browser.', 403);
}

const THIS_COMPUTER = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/iu;
