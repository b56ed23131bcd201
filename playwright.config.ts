import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/app',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/app',
  // Each test waits for what it started for half of its time. More of them only make each wait for the processor.
  workers: 3,
  // The other tests run at the same time: how long something takes says nothing here.
  timeout: 240_000,
  expect: { timeout: 40_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
});
