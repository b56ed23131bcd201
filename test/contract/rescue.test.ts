import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { valueOf } from '../support/aws-clients.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { defaultPlan, openMachine } from '../support/machine.ts';

const AT_ONCE = [{ action: '*', kind: 'pace', value: 0 }] as const;
const HERE = { sourceId: 'practice', region: 'us-east-1' } as const;

test('in practice a lost key is explained, a key is lent for real, and the log-in is where it ends', async () => {
  const machine = openMachine({}, fakeKeychain());
  onTestFinished(() => machine.remove());
  const { api } = machine;
  valueOf(await api.startPractice());
  valueOf(await api.setWeather({ weather: AT_ONCE }));
  const planned = await defaultPlan(api, HERE);
  const { address } = valueOf(await api.readMyAddress());
  if (planned.access.kind !== 'new-group') throw new Error('no group of its own');
  const plan = { ...planned, access: { ...planned.access, adminAddress: address } };
  const launchId = randomUUID();
  valueOf(await api.startLaunch({ launchId, plan, confirmed: [] }));
  const { instances } = await machine.ended(launchId, 'running');
  const at = { launchId, instanceId: instances[0]?.instanceId ?? '' };
  const made = await api.createKey({ ...HERE, name: 'web-new', type: 'ed25519', kind: 'made-here' });
  const { custodyId, publicKey } = valueOf(made);

  expect(valueOf(await api.readRescue(at))).toMatchObject({
    fits: 'instance-connect',
    first: [],
    last: null,
    ways: { instanceConnect: { state: 'holds' }, sessionPage: { missing: ['no-profile', 'agent-never'] } },
  });
  const rescue = valueOf(await api.letNewKeyIn({ ...at, custodyId }));
  expect(rescue).toMatchObject({ state: 'failed', soFar: 'nothing', keyName: 'web-new' });
  expect(rescue.lines.map(({ state }) => state)).toEqual(['done', 'failed', 'waiting', 'waiting', 'waiting']);
  expect(rescue.problem?.explanation).toContain('You practise');
  expect(machine.rescues.at(-1)).toEqual(rescue);
  expect(valueOf(await api.readRescue(at)).last).toEqual(rescue);

  valueOf(await api.copyRescueText({ ...at, what: 'paste-command', custodyId }));
  valueOf(await api.copyRescueText({ ...at, what: 'volume-id', custodyId: null }));
  const [command, volumeId] = machine.copied;
  expect(command).toContain(`echo '${publicKey ?? '-'} keyport:web-new' | sudo -H -u ec2-user /bin/sh -c '`);
  expect(volumeId).toMatch(/^vol-[0-9a-f]{17}$/);
  expect(await api.openSessionPage(at)).toMatchObject({ ok: false, problem: { code: 'machine-not-real' } });

  valueOf(
    await api.setWeather({ weather: [...AT_ONCE, { kind: 'unauthorized', action: 'SendSSHPublicKey' }] }),
  );
  const refused = valueOf(await api.letNewKeyIn({ ...at, custodyId }));
  expect(refused.lines[0]).toEqual({ step: 'lend', state: 'failed' });
  expect(refused.problem?.policy).toContain('ec2-instance-connect:SendSSHPublicKey');
  expect(await api.letNewKeyIn({ ...at, custodyId: randomUUID() })).toMatchObject({
    ok: false,
    problem: { code: 'key-unknown' },
  });
});
