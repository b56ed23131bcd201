import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { powershellFor, readStat, seeProcess, startByPs } from '../../../electron/journal/process-start.ts';

test('this process is there, and began at the same moment whenever it is asked', async () => {
  const first = await seeProcess(process.pid);

  expect(first).toEqual({ state: 'there', startTime: expect.any(String) as unknown });
  expect(await seeProcess(process.pid)).toEqual(first);
});

test('another process began at another moment; after its end it is gone', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const [mine, its] = await Promise.all([seeProcess(process.pid), seeProcess(pid)]);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;

  expect(its).toMatchObject({ state: 'there' });
  expect(its).not.toEqual(mine);
  expect(await seeProcess(pid)).toEqual({ state: 'gone' });
});

test('a program that calls itself anything does not pass for another time', () => {
  const rest = 'S 1 7 7 0 -1 4 1 0 0 0 3 1 0 0 20 0 1 0 424242 0 0';

  for (const name of ['node', 'a) Z 1 2', '((', 'tab\tand blank ']) {
    expect(readStat(`12 (${name}) ${rest}`)).toEqual({ state: 'S', ticks: '424242' });
  }
  expect(() => readStat('12 (node) S 1')).toThrow('no such stat');
});

test.runIf(process.platform !== 'win32')(
  'what ps says of a start is the same in every time zone and language',
  async () => {
    const said = await startByPs(process.pid);
    process.env['TZ'] = 'Asia/Kathmandu';
    process.env['LC_ALL'] = 'de_DE.UTF-8';
    try {
      expect(await startByPs(process.pid)).toBe(said);
    } finally {
      delete process.env['TZ'];
      delete process.env['LC_ALL'];
    }

    expect(Date.parse(`${said ?? ''} UTC`)).toBeLessThan(Date.now());
    expect(Date.now() - Date.parse(`${said ?? ''} UTC`)).toBeLessThan(24 * 3600_000);
  },
);

test('on Windows the system’s own PowerShell is asked, by its full path and in UTC', () => {
  expect(powershellFor(12, { SystemRoot: 'D:\\Windows' })).toEqual({
    command: 'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    args: [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      '(Get-Process -Id 12).StartTime.ToUniversalTime().Ticks',
    ],
  });
});
