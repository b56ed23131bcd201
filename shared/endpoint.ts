export type EndpointRefusal = 'not-a-url' | 'plain-http' | 'other-scheme' | 'with-credentials';

/** Node and the browser both have it; declared here so that the types of neither come into this folder. */
declare const URL: {
  new (url: string): {
    readonly protocol: string;
    readonly hostname: string;
    readonly username: string;
    readonly password: string;
  };
  canParse(url: string): boolean;
};

/**
 * Why calls may not go to this endpoint; null when they may. A private key comes back over it, so: https, or
 * http to this very computer.
 */
export function refusalOfEndpoint(endpoint: string): EndpointRefusal | null {
  if (!URL.canParse(endpoint)) return 'not-a-url';
  const url = new URL(endpoint);
  if (url.username !== '' || url.password !== '') return 'with-credentials';
  if (url.protocol === 'https:') return null;
  if (url.protocol !== 'http:') return 'other-scheme';
  return isLoopbackHost(url.hostname) ? null : 'plain-http';
}

/** Whether what is sent there stays on this very computer. */
export function isOnThisComputer(endpoint: string): boolean {
  return URL.canParse(endpoint) && isLoopbackHost(new URL(endpoint).hostname);
}

/** `hostname` as the URL class writes it: lower case, IPv6 in brackets, IPv4 in its four-part form. */
function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether AWS itself answers at this endpoint of EC2's. What else stands under amazonaws.com may be anybody's machine. */
export function isAwsEndpoint(endpoint: string): boolean {
  if (refusalOfEndpoint(endpoint) !== null) return false;
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'https:' && OF_EC2.some((host) => host.test(hostname));
}

// (EC2 API reference, service endpoints; PrivateLink guide, names of interface endpoints.)
const OF_EC2 = [
  /^ec2(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/,
  /^vpce-[a-z0-9-]+\.ec2\.[a-z0-9-]+\.vpce\.amazonaws\.com(\.cn)?$/,
];
