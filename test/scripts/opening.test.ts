import { describe, expect, test } from 'vitest';
import { noDisplay } from '../../scripts/opening.ts';

describe('a window can open', () => {
  test.each([
    ['linux', { DISPLAY: ':0' }],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }],
    ['linux', { ELECTRON_HOST_HEADLESS: '1' }],
    ['darwin', {}],
    ['win32', {}],
  ] as const)('on %s with %o', (platform, env) => {
    expect(noDisplay('npm start', platform, env)).toBeUndefined();
  });
});

test.each([{}, { DISPLAY: '' }])(
  'without a display (%o), the command that brings one is named, in one line',
  (env) => {
    const line = noDisplay('npm start', 'linux', env);
    expect(line).toMatch(/xvfb-run -a npm start$/);
    expect(line).not.toContain('\n');
  },
);
