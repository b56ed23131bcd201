import { defineConfig } from 'vitest/config';

const SLOW = 'test/**/*.slow.test.ts';
const which = process.env['KEYPORT_TESTS'];

export default defineConfig({
  test: {
    include: [which === 'slow' ? SLOW : 'test/**/*.test.{ts,tsx}'],
    exclude: ['test/app/**', 'test/bench/**', ...(which === 'quick' ? [SLOW] : [])],
    // Half of the time is spent on waiting for programs that tests start.
    maxWorkers: 2,
    // Some tests start a moto server or a keyring of their own, and the built app's tests run beside them.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    unstubEnvs: true,
    restoreMocks: true,
  },
});
