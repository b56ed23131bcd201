import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './build.ts';
import { part, parts } from './parts.ts';
import { chooseRuntime } from './runtime.ts';
import { project, runScript } from './tool.ts';
import { openTouredApp } from './tour/open-toured-app.ts';
import { createProgress } from './tour/progress.ts';
import { stops } from './tour/stops.ts';

const pictures = path.join(project, 'tour');

// The main job in practice mode, from the first screen to an empty account again, with a picture of each step in tour/.
await runScript(async () => {
  if (chooseRuntime() === 'standin' && part('chromium') === undefined) {
    throw new Error(`The tour needs ${parts.chromium.what}: ${parts.chromium.install}`);
  }
  await build();
  fs.rmSync(pictures, { recursive: true, force: true });
  fs.mkdirSync(pictures, { recursive: true });
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-tour-'));
  const progress = createProgress(stops.length);
  const app = await openTouredApp(home);
  try {
    for (const [index, { title, go }] of stops.entries()) {
      progress.begin(title);
      await go(app.page);
      const picture = path.join(pictures, `${String(index + 1).padStart(2, '0')}-${fileName(title)}.png`);
      await app.page.screenshot({ path: picture, fullPage: true });
      progress.done(path.relative(project, picture));
    }
  } catch (error) {
    await app.page.screenshot({ path: path.join(pictures, 'where-it-stopped.png') }).catch(() => undefined);
    throw error;
  } finally {
    progress.end();
    await app.close();
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log('Nothing of it was real. To do it yourself: npm start');
  console.log(`The pictures are in ${path.relative(process.cwd(), pictures) || pictures}.`);
});

function fileName(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}
