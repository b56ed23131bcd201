import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { capture, project } from '../../scripts/tool.ts';
import type { LongTest } from './long-test.ts';

const STOPS = 14;
/** A picture of nothing is smaller. */
const LEAST_BYTES = 15_000;

/** As on a computer with Node and a Chromium and nothing else: no display, no bus, no keychain, no AWS. */
export const longTest: LongTest = {
  title: 'npm run tour, on a computer with nothing but Node and Chromium',
  needs: ['chromium'],
  run: async () => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-tour-test-'));
    const { code, output } = await capture([process.execPath, 'scripts/tour.ts'], {
      HOME: home,
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
      DBUS_SESSION_BUS_ADDRESS: undefined,
      XDG_RUNTIME_DIR: undefined,
      // No display to ask on, so that nothing is waited for.
      DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent',
    });
    fs.rmSync(home, { recursive: true, force: true });
    const folder = path.join(project, 'tour');
    const pictures = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    const empty = pictures.filter((name) => fs.statSync(path.join(folder, name)).size < LEAST_BYTES);
    const failed = [
      ...(code === 0 ? [] : [`it ended with ${String(code)}: ${output.slice(-1000)}`]),
      ...(pictures.length === STOPS ? [] : [`pictures: ${pictures.join(', ')}`]),
      ...empty.map((name) => `nothing to see: ${name}`),
    ];
    return { lines: [`${String(pictures.length)} pictures`], passed: pictures.length - empty.length, failed };
  },
};
