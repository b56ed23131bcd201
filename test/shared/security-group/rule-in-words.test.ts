import { expect, test } from 'vitest';
import { portsInWords } from '../../../shared/security-group/ports-in-words.ts';
import { ruleInWords } from '../../../shared/security-group/rule-in-words.ts';
import { from, list, members, to } from './group-fixture.ts';

const LISTS = new Map([['pl-1', list('pl-1', ['198.51.100.0/24'])]]);

test.each([
  [from('tcp 22', '203.0.113.7/32'), 'SSH (port 22) from 203.0.113.7 only'],
  [from('-1', '::/0'), 'every port from everyone (IPv6)'],
  [from('tcp', '0.0.0.0/0'), 'every TCP port from everyone (IPv4)'],
  [from('tcp 0-65535', '0.0.0.0/0'), 'every TCP port from everyone (IPv4)'],
  [from('tcp 5432', members('sg-b')), 'PostgreSQL (port 5432) from members of sg-b'],
  [
    from(
      'tcp 5432',
      members('sg-b', { userId: '210987654321', peeringConnectionId: 'pcx-1', peeringStatus: 'active' }),
    ),
    'PostgreSQL (port 5432) from members of sg-b (account 210987654321)',
  ],
  [
    from('tcp 22', members('sg-b', { userId: null })),
    'SSH (port 22) from nobody: the group it names is gone',
  ],
  [
    from('tcp 22', members('sg-b', { peeringConnectionId: 'pcx-1', peeringStatus: 'deleted' })),
    'SSH (port 22) from nobody: the connection to the network of the group it names is gone',
  ],
  [from('tcp 8443', '198.51.100.0/24'), 'port 8443 from 198.51.100.0/24 (256 addresses)'],
  [from('tcp 20-25', '10.0.0.0/8'), 'ports 20–25 from 10.0.0.0/8 (private addresses)'],
  [from('tcp 22', 'fd00::/8'), 'SSH (port 22) from fd00::/8 (private addresses)'],
  [from('tcp 22', '2001:db8::/48'), 'SSH (port 22) from 2001:db8::/48 (a range of addresses)'],
  [from('tcp 22', '2001:db8::7/128'), 'SSH (port 22) from 2001:db8::7 only'],
  [from('udp 53', 'pl-1'), 'DNS (UDP port 53) from the addresses in the list pl-1 (offices)'],
  [
    from('udp 1000-1001', 'pl-2'),
    'UDP ports 1000–1001 from the addresses in the list pl-2, which could not be read',
  ],
  [from('icmp', '0.0.0.0/0'), 'every ICMP message from everyone (IPv4)'],
  [from('icmp 8', '0.0.0.0/0'), 'ping from everyone (IPv4)'],
  [from('icmpv6 128', '::/0'), 'ping from everyone (IPv6)'],
  [from('icmp 3-4', '0.0.0.0/0'), 'ICMP type 3, code 4 from everyone (IPv4)'],
  [from('icmp 5', '0.0.0.0/0'), 'ICMP type 5 from everyone (IPv4)'],
  [from('47', '0.0.0.0/0'), 'GRE (protocol 47) from everyone (IPv4)'],
  [from('99', '0.0.0.0/0'), 'protocol 99 from everyone (IPv4)'],
  [to('-1', '0.0.0.0/0'), 'every port to everyone (IPv4)'],
  [to('tcp 443', 'pl-1'), 'HTTPS (port 443) to the addresses in the list pl-1 (offices)'],
] as const)('%#: %s', (rule, says) => {
  expect(ruleInWords(rule, LISTS)).toBe(says);
});

test('long lists of ports are cut, and say so', () => {
  const ports = (...all: readonly number[]) => all.map((port) => ({ protocol: 'tcp', from: port, to: port }));

  expect(portsInWords(ports(22))).toBe('SSH (port 22)');
  expect(portsInWords(ports(22, 3389, 8443))).toBe('SSH (port 22), RDP (port 3389) and port 8443');
  expect(portsInWords(ports(20, 21, 22, 23, 25, 110))).toBe(
    'FTP data (port 20), FTP (port 21), SSH (port 22), Telnet (port 23) and 2 more',
  );
  expect(portsInWords([...ports(7, 9, 11, 13, 15), { protocol: 'tcp', from: 1000, to: 1999 }])).toBe(
    '1,005 ports between 7 and 1999',
  );
});
