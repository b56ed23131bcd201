/** Addresses and endpoints: why one was refused. */
export const accessWords = {
  addressRefused: {
    'not-ipv4': 'Write one IPv4 address, four numbers with dots between them, like 203.0.113.7.',
    private:
      'This is an address inside a home or office network. AWS sees the public address of your router instead.',
    loopback: 'This address always means "this computer" and cannot be reached from anywhere else.',
    'carrier-nat':
      "This address belongs to your provider's internal network (100.64.0.0/10). AWS sees another, public one.",
    'link-local': 'This address is only valid on one cable or one Wi-Fi network.',
    multicast: 'This address stands for a group of receivers, not for one computer.',
    reserved: 'No computer on the internet has this address. Put your own: the one that the internet sees.',
  },
  endpointRefused: {
    'not-a-url': (endpoint: string) => `The endpoint is not a web address: ${endpoint}`,
    'plain-http': (endpoint: string) =>
      `The endpoint uses plain http to another computer, so a private key would cross the network unencrypted: ${endpoint}`,
    'other-scheme': (endpoint: string) => `The endpoint must start with https:// : ${endpoint}`,
    'with-credentials': (endpoint: string) =>
      `The endpoint carries a user name or password, which belongs in the credentials file: ${endpoint}`,
  },
} as const;
