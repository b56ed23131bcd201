import fs from 'node:fs';
import path from 'node:path';
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { chooseRuntime } from '../../scripts/runtime.ts';
import { startMoto, type Moto } from '../support/moto.ts';
import { startProxy, type Call, type Fate, type Proxy } from '../support/proxy.ts';
import { openSurroundings, type KeychainKind, type Surroundings } from './surroundings.ts';

const project = path.resolve(import.meta.dirname, '../..');
/** Electron's own binary, or the host that stands in for it: the same specs run on both. */
const runtime = chooseRuntime();

type Options = {
  readonly keychain: KeychainKind;
  /** Null: the AWS of the test. */
  readonly endpoint: string | null;
  readonly hasAddressService: boolean;
  /** What happens to each call to AWS from the start. */
  readonly firstFate: { readonly fateOf: (call: Call) => Fate | Promise<Fate> };
};
/** moto behind a proxy; `fateOf` may be replaced at any time, and decides what happens to each call. */
type Aws = { fateOf: (call: Call) => Fate | Promise<Fate>; readonly proxy: Proxy };

type Fixtures = {
  readonly aws: Aws;
  readonly surroundings: Surroundings;
  readonly app: ElectronApplication;
  readonly page: Page;
};

export const test = base.extend<Options & Fixtures, { readonly moto: Moto }>({
  keychain: ['unlocked', { option: true }],
  endpoint: [null, { option: true }],
  hasAddressService: [true, { option: true }],
  firstFate: [{ fateOf: () => 'pass' }, { option: true }],
  moto: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const moto = await startMoto();
      await use(moto);
      await moto.stop();
    },
    { scope: 'worker' },
  ],
  aws: async ({ moto, firstFate }, use) => {
    await moto.reset();
    const fates: { fateOf: (call: Call) => Fate | Promise<Fate> } = { ...firstFate };
    const proxy = await startProxy(moto.endpoint, (call) => fates.fateOf(call));
    await use(Object.assign(fates, { proxy }));
    await proxy.stop();
  },
  surroundings: async ({ aws, keychain, endpoint, hasAddressService }, use) => {
    const surroundings = await openSurroundings({
      keychain,
      hasAddressService,
      endpoint: endpoint ?? aws.proxy.endpoint,
    });
    await use(surroundings);
    await surroundings.stop();
  },
  app: async ({ surroundings }, use, info) => {
    info.annotations.push({ type: 'runtime', description: runtime });
    const app = await launchApp(surroundings);
    // Without a film of the screen: to draw and to pack its frames took as long as all the rest of the browser's work.
    await app.context().tracing.start({ snapshots: true });
    await use(app);
    const hasFailed = info.status !== info.expectedStatus;
    if (hasFailed) await lastPicture(app, info.outputPath('failed.png'));
    const trace = hasFailed ? { path: info.outputPath('trace.zip') } : {};
    await app
      .context()
      .tracing.stop(trace)
      .catch(() => undefined);
    await app.close();
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    await page.waitForLoadState('load');
    await use(page);
  },
});

export { expect };

/** Of a screen that may be gone. */
async function lastPicture(app: ElectronApplication, file: string): Promise<void> {
  await app
    .windows()[0]
    ?.screenshot({ path: file, timeout: 5_000 })
    .catch(() => undefined);
}

/** What the app writes to its terminal, kept where the search for private keys looks. */
function keepOutput(app: ElectronApplication, file: string): void {
  fs.appendFileSync(file, '');
  const { stdout, stderr } = app.process();
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (chunk: Buffer) => fs.appendFileSync(file, chunk));
  }
}

/** For a test in which something else comes first, or which starts it twice; it closes what it starts. */
export async function launchApp({ home, env }: Surroundings): Promise<ElectronApplication> {
  const { ELECTRON_OVERRIDE_DIST_PATH: host } = process.env;
  const app = await _electron.launch({
    args: ['test/app/recorded-main.cjs', `--user-data-dir=${path.join(home, 'user-data')}`],
    cwd: project,
    env: {
      ...env,
      ...(host === undefined ? {} : { ELECTRON_OVERRIDE_DIST_PATH: host }),
      ...(process.env['HEADED']
        ? { DISPLAY: process.env['DISPLAY'] ?? '' }
        : { ELECTRON_HOST_HEADLESS: '1' }),
    },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  keepOutput(app, path.join(home, 'output.log'));
  return app;
}
