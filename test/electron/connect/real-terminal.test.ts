import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createConnect } from '../../../electron/connect/create-connect.ts';
import { startProgram } from '../../../electron/start-program.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { consoleWith, openConnectWorld } from '../../support/connect-world.ts';
import { needs } from '../../support/parts.ts';
import { startDisplay } from '../../support/screen.ts';
import { startSshd } from '../../support/sshd.ts';

needs(
  'xterm',
  'xvfb',
  'sshd',
  'ssh-keygen',
)('a real terminal on a screen', () => {
  test('opens, and is logged in at a terminal of the machine', { timeout: 60_000 }, async () => {
    const { display, stop } = await startDisplay();
    onTestFinished(stop);
    const world = await openConnectWorld({ env: { DISPLAY: display, KEYPORT_TERMINAL: 'xterm' } });
    const seen = path.join(world.home, 'seen');
    fs.mkdirSync(seen);
    const sshd = await startSshd(world.publicKey, {
      // Whoever logs in says where they are, once and whole.
      settings: [`ForceCommand=echo "$(tty) $TERM" > ${seen}/part && mv ${seen}/part ${seen}/whole`],
    });
    onTestFinished(() => sshd.stop());
    world.answerAt(sshd.port, sshd.user);
    world.writeConsole(consoleWith(sshd.hostKey));
    const { api, close } = createConnect({ ...world.services, startProgram });
    onTestFinished(close);

    expect(valueOf(await api.openTerminal(world.at))).toEqual({ terminal: 'xterm', hostKeys: 'pinned' });
    await expect.poll(() => fs.existsSync(path.join(seen, 'whole')), { timeout: 20_000 }).toBe(true);

    expect(fs.readFileSync(path.join(seen, 'whole'), 'utf8')).toMatch(/^\/dev\/\S+ xterm/);
    // The agent has gone with the log-in.
    expect(fs.readdirSync(world.runtime)).toEqual([]);
  });
});
