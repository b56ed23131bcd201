import { generateKeyPairSync } from 'node:crypto';
import {
  CreateKeyPairCommand,
  DeleteKeyPairCommand,
  DescribeKeyPairsCommand,
  ImportKeyPairCommand,
  type KeyType,
} from '@aws-sdk/client-ec2';
import type { Conversation } from './talk.ts';

/** Key pairs: made by AWS, and brought along. */
export const aboutKeys: Conversation = {
  title: 'about key pairs',
  hold: async ({ clients: { ec2 }, say }) => {
    const create = (label: string, KeyName: string, KeyType: KeyType = 'ed25519') =>
      say(label, () => ec2.send(new CreateKeyPairCommand({ KeyName, KeyType })));
    await create('a key pair', 'web');
    await create('an RSA key pair', 'web-rsa', 'rsa');
    await create('the same name again', 'web');
    await create('a name of 256 characters', 'w'.repeat(256));
    await create('a name that begins with a blank', ' web');
    await create('a name that is no ASCII', 'schlüssel');
    await say('a dry run', () =>
      ec2.send(new CreateKeyPairCommand({ KeyName: 'dry', KeyType: 'ed25519', DryRun: true })),
    );
    await say('a key pair with a tag', () =>
      ec2.send(
        new CreateKeyPairCommand({
          KeyName: 'tagged',
          KeyType: 'ed25519',
          TagSpecifications: [
            { ResourceType: 'key-pair', Tags: [{ Key: 'keyport:launch-id', Value: 'one' }] },
          ],
        }),
      ),
    );

    const bring = (label: string, KeyName: string, publicKey: string) =>
      say(label, () =>
        ec2.send(new ImportKeyPairCommand({ KeyName, PublicKeyMaterial: Buffer.from(publicKey) })),
      );
    await bring('a public key brought along', 'mine', PUBLIC_KEY);
    await bring('the same name brought along', 'mine', PUBLIC_KEY);
    await bring('what is no key', 'junk', 'junk');
    await bring('a key of a kind EC2 does not take', 'ecdsa', ECDSA);

    await say('two of them', () => ec2.send(new DescribeKeyPairsCommand({ KeyNames: ['web', 'mine'] })));
    await say('one of them, with its public half', () =>
      ec2.send(new DescribeKeyPairsCommand({ KeyNames: ['mine'], IncludePublicKey: true })),
    );
    await say('one of them, and one nobody has', () =>
      ec2.send(new DescribeKeyPairsCommand({ KeyNames: ['web', 'nobody'] })),
    );
    await say('one deleted', () => ec2.send(new DeleteKeyPairCommand({ KeyName: 'web' })));
    await say('one deleted again', () => ec2.send(new DeleteKeyPairCommand({ KeyName: 'web' })));
    await say('one that is gone', () => ec2.send(new DescribeKeyPairsCommand({ KeyNames: ['web'] })));
    await say('one without a name deleted', () => ec2.send(new DeleteKeyPairCommand({})));
  },
};

/** RFC 8410's example of a public key (section 10.1), in OpenSSH's form. */
const PUBLIC_KEY = opensshLine(
  'ssh-ed25519',
  Buffer.from('GbRH4AuK6yuF7FH6FpkxBPrkzVTxYHQ6smqp9p/oJI0=', 'base64'),
);

const ECDSA = (() => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return opensshLine('ecdsa-sha2-nistp256', Buffer.from('nistp256'), point);
})();

function opensshLine(kind: string, ...parts: readonly Buffer[]): string {
  const fields = [Buffer.from(kind), ...parts].map((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return Buffer.concat([length, part]);
  });
  return `${kind} ${Buffer.concat(fields).toString('base64')}`;
}
