import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalOfEndpoint, type EndpointRefusal } from '../../shared/endpoint.ts';

test.each<readonly [string, EndpointRefusal | null]>([
  ['https://ec2.us-east-1.amazonaws.com', null],
  ['HTTPS://EC2.EXAMPLE', null],
  ['http://localhost:5000', null],
  ['HTTP://LOCALHOST', null],
  ['http://[::1]:5000', null],
  ['http://127.0.0.1:5000/', null],
  ['http://127.255.255.254', null],
  // The URL class has read these before anybody connects: they are this computer.
  ['http://127.1', null],
  ['http://2130706433', null],
  ['http://0x7f.1', null],
  ['http://127.0.0.1.', null],
  ['http://ec2.us-east-1.amazonaws.com', 'plain-http'],
  ['http://localhost.evil.com', 'plain-http'],
  ['http://127.0.0.1.evil.com', 'plain-http'],
  ['http://evil.com#127.0.0.1', 'plain-http'],
  ['http://evil.com/@localhost', 'plain-http'],
  ['http:\\\\evil.com', 'plain-http'],
  ['http://localhost.', 'plain-http'],
  ['http://128.0.0.1', 'plain-http'],
  ['http://0.0.0.0', 'plain-http'],
  ['http://3232235777', 'plain-http'],
  ['http://[::]', 'plain-http'],
  ['http://[::2]', 'plain-http'],
  ['http://[::ffff:127.0.0.1]', 'plain-http'],
  ['http://127.0.0.1@evil.com', 'with-credentials'],
  ['http://localhost:5000@evil.com', 'with-credentials'],
  ['https://user:secret@ec2.example', 'with-credentials'],
  ['ftp://localhost', 'other-scheme'],
  ['ws://localhost', 'other-scheme'],
  ['file:///etc/passwd', 'other-scheme'],
  ['javascript:alert(1)', 'other-scheme'],
  ['localhost:5000', 'other-scheme'],
  ['', 'not-a-url'],
  ['ec2.example', 'not-a-url'],
  ['//ec2.example', 'not-a-url'],
  ['https://', 'not-a-url'],
  ['http://127.0.0.256', 'not-a-url'],
  ['http://[::1%25lo]', 'not-a-url'],
])('%s: %s', (endpoint, refusal) => {
  expect(refusalOfEndpoint(endpoint)).toBe(refusal);
});

test('plain http to any domain is refused, however it is spelled', () => {
  fc.assert(
    fc.property(fc.domain(), fc.nat(65_535), (domain, port) => {
      expect(refusalOfEndpoint(`http://${domain}:${port}`)).toBe('plain-http');
      expect(refusalOfEndpoint(`https://${domain}:${port}`)).toBeNull();
    }),
  );
});

test('of the IPv4 addresses, exactly 127.x.x.x may be asked over plain http', () => {
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV4().map((any) => any.replace(/^\d+/, '127')),
  );
  fc.assert(
    fc.property(address, (host) => {
      expect(refusalOfEndpoint(`http://${host}`) === null).toBe(host.split('.')[0] === '127');
    }),
  );
});
