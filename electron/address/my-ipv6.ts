import dgram from 'node:dgram';
import { once } from 'node:events';

/** In Amazon's range for EC2. Nothing is sent there. */
const FAR_AWAY = '2600:1f00::1';

/**
 * The public IPv6 address that this computer would send from, as its system chooses it; null where it has none. Connecting a UDP
 * socket sends no packet: it only asks the system for the way.
 */
export async function readMyIpv6(host: string = FAR_AWAY): Promise<string | null> {
  const socket = dgram.createSocket({ type: 'udp6' });
  try {
    socket.connect(443, host);
    await once(socket, 'connect');
    const { address } = socket.address();
    return isPublic(address) ? address : null;
  } catch {
    return null;
  } finally {
    socket.close();
  }
}

/** 2000::/3 is what the public Internet uses; everything else stays within a network. */
function isPublic(address: string): boolean {
  return /^[23][0-9a-f]{3}:/i.test(address);
}
