/** Node and the browser both have it; declared here so that the types of neither come into this folder. */
declare const URL: {
  new (url: string): {
    readonly protocol: string;
    readonly hostname: string;
    readonly port: string;
    readonly username: string;
    readonly password: string;
  };
  canParse(url: string): boolean;
};

/**
 * Whether this is a page of AWS's own: the console, the documentation, the Marketplace, support. What stands under amazonaws.com is
 * not: anybody's bucket and anybody's machine has its name there.
 */
export function isAwsPage(text: string): boolean {
  return isPageOf(text, isAwsHost);
}

/**
 * Whether this is a page where people confirm a sign-in by IAM Identity Center: of an access portal, or of the service itself. Only what
 * a program wrote may lead there, never a link in a text: anybody can have a portal.
 */
export function isSignInPage(text: string): boolean {
  return isPageOf(text, (hostname) => SIGN_IN_HOSTS.some((host) => host.test(hostname)));
}

function isPageOf(text: string, isHost: (hostname: string) => boolean): boolean {
  // What a URL reader drops or takes for another character is not there by honest means.
  if (!/^[\x21-\x7e]+$/.test(text) || text.includes('\\') || !URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password } = new URL(text);
  return protocol === 'https:' && port === '' && username === '' && password === '' && isHost(hostname);
}

/** `hostname` as the URL class writes it: lower case. */
function isAwsHost(hostname: string): boolean {
  return HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** AWS's own pages; and the consoles of the partitions that have a domain of their own, where a region stands in front. */
const HOSTS = ['aws.amazon.com', 'console.amazonaws.cn', 'console.amazonaws-us-gov.com'];

/** (IAM Identity Center User Guide, "Using the AWS access portal"; and the answers of StartDeviceAuthorization.) */
const SIGN_IN_HOSTS = [
  /^([a-z0-9-]+\.){1,3}awsapps\.(com|cn)$/,
  /^([a-z0-9-]+\.){1,4}app\.aws$/,
  /^device\.sso\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/,
];
