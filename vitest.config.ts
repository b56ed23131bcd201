import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/app/**', 'test/bench/**'],
    // Half of the time is spent on waiting for programs that tests start.
    maxWorkers: 2,
    // Some tests start a moto server or a keyring of their own, and the built app's tests run beside them.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    unstubEnvs: true,
    restoreMocks: true,
  },
});
