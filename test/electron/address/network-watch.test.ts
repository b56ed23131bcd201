import { execFileSync } from 'node:child_process';
import { array, assert, boolean, constantFrom, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { watchNetwork, type NetworkClock } from '../../../electron/address/network-watch.ts';

const HOME = ['192.168.1.20', '2001:db8::20'];
const TRAIN = ['10.3.2.1'];

test('nothing is told as long as nothing changes', () => {
  const computer = openComputer(HOME);
  computer.look(10);
  expect(computer.told()).toBe(0);
});

test('another network is told once, when two looks have seen the same', () => {
  const computer = openComputer(HOME);
  computer.addresses = TRAIN;
  computer.look();
  expect(computer.told()).toBe(0);
  computer.look();
  expect(computer.told()).toBe(1);
  computer.look(10);
  expect(computer.told()).toBe(1);
});

test('without any address it waits, and tells when there is one; the same one again is no news', () => {
  const computer = openComputer(HOME);
  computer.addresses = [];
  computer.look(5);
  expect(computer.told()).toBe(0);
  computer.addresses = HOME;
  computer.look(5);
  expect(computer.told()).toBe(0);
  computer.addresses = [];
  computer.look(2);
  computer.addresses = TRAIN;
  computer.look(2);
  expect(computer.told()).toBe(1);
});

test('after a sleep it is told although the addresses are the same', () => {
  const computer = openComputer(HOME);
  computer.look(3);
  computer.sleep(8 * 60 * 60_000);
  computer.look();
  expect(computer.told()).toBe(1);
  computer.look(5);
  expect(computer.told()).toBe(1);
});

test('after a sleep without a network it is told when there is one', () => {
  const computer = openComputer(HOME);
  computer.sleep(120_000);
  computer.addresses = [];
  computer.look(4);
  expect(computer.told()).toBe(0);
  computer.addresses = HOME;
  computer.look(2);
  expect(computer.told()).toBe(1);
});

test('loopback and addresses of the next cable are no network', () => {
  const computer = openComputer(HOME);
  computer.extra = { lo: [{ address: '127.0.0.2', internal: true }] };
  computer.look(3);
  computer.extra = {
    eth9: [
      { address: 'fe80::1', internal: false },
      { address: '169.254.3.4', internal: false },
    ],
  };
  computer.look(3);
  expect(computer.told()).toBe(0);
});

test('who watches no more hears no more', () => {
  const computer = openComputer(HOME);
  computer.stop();
  computer.addresses = TRAIN;
  computer.look(3);
  expect(computer.told()).toBe(0);
});

test('whatever happens, what stays for two looks is told once, and nothing else is', () => {
  const step = record({ addresses: constantFrom(HOME, TRAIN, ['10.9.9.9']), sleeps: boolean() });
  assert(
    property(array(step, { maxLength: 30 }), (steps) => {
      const computer = openComputer(HOME);
      let known = HOME;
      for (const { addresses, sleeps } of steps) {
        const before = computer.told();
        if (sleeps) computer.sleep(90_000);
        computer.addresses = addresses;
        computer.look(2);
        const isNews = addresses !== known || sleeps;
        expect(computer.told() - before).toBe(isNews ? 1 : 0);
        known = addresses;
      }
    }),
  );
});

test('it keeps no program from ending', () => {
  const module = JSON.stringify(new URL('../../../electron/address/network-watch.ts', import.meta.url).href);
  const program = `import { watchNetwork } from ${module}; watchNetwork(() => {}); console.log('watching');`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], { timeout: 30_000 });
  expect(said.toString()).toBe('watching\n');
});

function openComputer(first: readonly string[]) {
  let told = 0;
  let now = 1_700_000_000_000;
  let looks: (() => void)[] = [];
  const computer = {
    addresses: first,
    extra: {} as ReturnType<NetworkClock['interfaces']>,
    told: () => told,
    stop: () => undefined as void,
    sleep: (ms: number) => {
      now += ms;
    },
    look: (times = 1) => {
      for (let nth = 0; nth < times; nth += 1) {
        now += 15_000;
        for (const look of looks) look();
      }
    },
  };
  computer.stop = watchNetwork(() => void (told += 1), {
    interfaces: () => ({
      wlan0: computer.addresses.map((address) => ({ address, internal: false })),
      ...computer.extra,
    }),
    now: () => now,
    every: (ms, look) => {
      expect(ms).toBe(15_000);
      looks.push(look);
      return () => {
        looks = [];
      };
    },
  });
  return computer;
}
