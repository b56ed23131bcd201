import type { Asker } from './asker.ts';
import type { ReachStep } from '../reachability.ts';
import { isInCidr } from '../security-group/cidr.ts';
import type { NetworkInterface } from '../security-group/region-facts.ts';
import { words } from '../words/en.ts';

/** Has the network interface an address that the asker can name? */
export function addressStep(asker: Asker, to: NetworkInterface): ReachStep {
  const say = (verdict: ReachStep['verdict'], sentence: string): ReachStep => ({
    step: 'address',
    verdict,
    sentence,
    because: [to.interfaceId],
  });
  const { address: from, family, place } = asker;
  if (family === null) return say('unknown', said.notAnAddress(from));
  switch (place) {
    case 'nobody':
      return say('no', said.nobody(from));
    case 'unread':
      return say('unknown', said.unread(from));
    case 'elsewhere':
      return say('unknown', said.elsewhere(from));
    case 'public': {
      const [address] = family === 'ipv4' ? to.publicIpv4 : to.ipv6.filter(isGlobal);
      if (address !== undefined) return say('yes', said.public(address));
      return say('no', family === 'ipv4' ? said.noPublicIpv4 : said.noIpv6);
    }
    case 'inside':
    case 'peered': {
      const [address] = family === 'ipv4' ? to.privateIpv4 : to.ipv6;
      if (address !== undefined) return say('yes', said[place](from, address));
      return say('no', family === 'ipv4' ? said.noIpv4 : said.noIpv6);
    }
  }
}

/** EC2 also has private IPv6 addresses; 2000::/3 is what the internet carries. */
function isGlobal(address: string): boolean {
  return isInCidr(address, '2000::/3');
}

const said = words.reach.address;
