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

/** `hostname` as the URL class writes it: lower case, IPv6 in brackets, IPv4 in its four-part form. */
function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
