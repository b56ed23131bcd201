import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CreateKeyPairCommand, DeleteKeyPairCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newPrivateKey } from '../../electron/custody/key-format.ts';
import { clientsAt } from '../support/aws-clients.ts';
import { judge, type Suspect } from '../support/kill-sweep/judge.ts';
import { faultsOf, hasDiedInside, sweep } from '../support/kill-sweep/sweep.ts';
import { startWorker, type Attempt, type Worker } from '../support/kill-sweep/worker.ts';
import { startKeyring, type TestKeyring } from '../support/keyring.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { needs } from '../support/parts.ts';

// The whole of it, with 200 random kills, is `npm run test:long kill-sweep`.
const SEED = 20_260_714;
const MANY_MS = 600_000;

needs(
  'moto',
  'gnome-keyring',
  'dbus',
  'secret-tool',
  'ssh-keygen',
)('a Keyport that is killed', () => {
  test(
    'at any step of a key or at random loses none, and leaves none in AWS',
    { timeout: MANY_MS },
    async () => {
      const swept = await sweep({
        seed: SEED,
        types: ['ed25519'],
        randomKills: 8,
        leastRandomKills: 8,
        deadline: Infinity,
        workers: 2,
      });

      const runs = [...swept.unharmed, ...swept.atSteps, ...swept.atRandom];
      expect(runs.flatMap(faultsOf)).toEqual([]);
      expect(swept.leftInAws).toEqual([]);
      // It would also hold of kills that never come, or always too late.
      expect(swept.atSteps).toHaveLength(14);
      expect(swept.atRandom.filter(hasDiedInside).length).toBeGreaterThan(4);
      expect(new Set(runs.map(({ result }) => result.verdict.end))).toEqual(
        new Set(['whole', 'nothing', 'tombstone']),
      );
    },
  );

  describe(
    'is judged: what goes wrong between its death and the next start is seen',
    { timeout: MANY_MS },
    () => {
      let moto: Moto;
      let worker: Worker;
      beforeAll(async () => {
        moto = await startMoto();
        worker = await startWorker(moto);
      });
      afterAll(async () => {
        await worker.stop();
        await moto.stop();
      });
      const faultsAfter = async (
        meanwhile: NonNullable<Attempt['meanwhile']>,
      ): Promise<readonly string[]> => {
        const { verdict } = await worker.run({ path: 'aws', type: 'ed25519', kill: null, meanwhile });
        return verdict.faults;
      };

      test('a private key that is gone from the keychain is lost', async () => {
        const faults = await faultsAfter(async ({ env, name }) => {
          const account = accountOf(env, name);
          execFileSync('secret-tool', ['clear', 'service', 'keyport', 'username', account], { env });
        });

        expect(faults).toContainEqual(expect.stringMatching(/^LOST: the private key of key-/));
      });

      test('a key pair that nobody has the private key of is an orphan, or lost', async () => {
        const faults = await faultsAfter(async ({ endpoint, name }) => {
          await clientsAt(endpoint).ec2.send(
            new CreateKeyPairCommand({ KeyName: `${name}-2`, KeyType: 'ed25519' }),
          );
        });

        expect(faults).toContainEqual(expect.stringMatching(/^LOST: the private key of key-/));
      });

      test('a private key that no journal knows is a stray, and half', async () => {
        const faults = await faultsAfter(async ({ env }) => {
          const input = await newPrivateKey('ed25519');
          const as = ['service', 'keyport', 'username', 'stray'];
          execFileSync('secret-tool', ['store', '--label=keyring:stray@keyport', ...as], { env, input });
        });

        expect(faults).toEqual(['STRAY in the keychain: stray', 'HALF: stray is not in AWS']);
      });

      test('a private key without its pair is half', async () => {
        const faults = await faultsAfter(async ({ endpoint, name }) => {
          await clientsAt(endpoint).ec2.send(new DeleteKeyPairCommand({ KeyName: name }));
        });

        expect(faults).toContainEqual(expect.stringMatching(/^HALF: .* is not in AWS$/));
      });
    },
  );

  describe('is judged by two recoveries', () => {
    let moto: Moto;
    let keyring: TestKeyring;
    let home: string;
    beforeAll(async () => {
      moto = await startMoto();
      keyring = await startKeyring();
      home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-judged-'));
      fs.mkdirSync(path.join(home, 'keys'));
    });
    afterAll(async () => {
      fs.rmSync(home, { recursive: true, force: true });
      await keyring.stop();
      await moto.stop();
    });
    // What is judged is cleared up.
    beforeEach(() => {
      const as = ['service', 'keyport', 'username', 'sentinel|1'];
      const { env } = keyring;
      execFileSync('secret-tool', ['store', '--label=keyring:sentinel|1@keyport', ...as], {
        env,
        input: '1',
      });
    });
    const suspect = (recover: Suspect['recover']): Suspect => ({
      home,
      name: 'web',
      endpoint: moto.endpoint,
      env: keyring.env,
      recover,
      isPromised: false,
    });

    test('of which the second changes something', async () => {
      let nth = 0;
      const recover = async () => {
        fs.writeFileSync(path.join(home, 'keys/sentinel.json'), String((nth += 1)));
        return '';
      };

      expect((await judge(suspect(recover))).faults).toEqual([
        'TWICE: the second recovery changed the journal',
      ]);
    });

    test('of which one says a secret', async () => {
      const faults = (await judge(suspect(async () => '-----BEGIN PRIVATE KEY-----'))).faults;

      expect(faults).toEqual(['SECRET outside the keychain']);
    });
  });
});

function accountOf(env: NodeJS.ProcessEnv, name: string): string {
  const said = execFileSync('secret-tool', ['search', '--all', 'service', 'keyport'], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new RegExp(`^label = keyring:(${name}\\|.*)@keyport$`, 'm').exec(said)?.[1] ?? '';
}
