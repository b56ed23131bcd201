import os from 'node:os';

/** What the watch goes by; a test has its own. */
export type NetworkClock = {
  readonly interfaces: () => NodeJS.Dict<readonly Pick<os.NetworkInterfaceInfo, 'address' | 'internal'>[]>;
  /** Milliseconds of the day: a clock that goes on while the computer sleeps. */
  readonly now: () => number;
  /** Calls it again and again until what it answers is called. */
  readonly every: (ms: number, look: () => void) => () => void;
};

const EVERY_MS = 15_000;
/** Whoever has not looked for so long was asleep, and may have been carried somewhere else. */
const ASLEEP_MS = 60_000;

/**
 * Tells when this computer may have another address in the world: it has other ones of its own, or it was asleep, which looks the same
 * where every home numbers its computers alike. Told when two looks have seen the same, as addresses come one by one, and not while there
 * are none. Looks at this computer alone, and asks nobody. Answers how to watch no more; it keeps no program from ending.
 *
 * Its own clock tells of the sleep, so that it does without Electron's powerMonitor, and is the same on every runtime.
 */
export function watchNetwork(changed: () => void, clock: NetworkClock = REAL): () => void {
  let told = addressesOf(clock);
  let last = told;
  let lookedAt = clock.now();
  let wasAsleep = false;
  return clock.every(EVERY_MS, () => {
    const now = clock.now();
    wasAsleep ||= Math.abs(now - lookedAt) > ASLEEP_MS;
    lookedAt = now;
    const seen = addressesOf(clock);
    const isSettled = seen === last;
    last = seen;
    if (!isSettled || seen === '' || (seen === told && !wasAsleep)) return;
    told = seen;
    wasAsleep = false;
    changed();
  });
}

/** Without those that lead nowhere but to the next cable (RFC 3927, 4291): they come and go. */
function addressesOf({ interfaces }: NetworkClock): string {
  const all = Object.entries(interfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ address, internal }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
      .map(({ address }) => `${name} ${address}`),
  );
  return all.toSorted((one, other) => (one < other ? -1 : 1)).join('\n');
}

const REAL: NetworkClock = {
  interfaces: () => os.networkInterfaces(),
  now: () => Date.now(),
  every: (ms, look) => {
    const timer = setInterval(look, ms).unref();
    return () => clearInterval(timer);
  },
};
