import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHomeLock } from '../../../electron/journal/home-lock.ts';
import { seeProcess } from '../../../electron/journal/process-start.ts';
import type { Outcome } from '../../../shared/outcome.ts';

let home: string;
const programs: Program[] = [];
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-lock-'));
});
afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.kill()));
  fs.rmSync(home, { recursive: true, force: true });
});

const lockFile = () => path.join(home, 'lock');
const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

describe('one program', () => {
  test('takes a home that is not there yet, for its owner alone, and says who it is', async () => {
    const file = path.join(home, 'deep', 'home', 'lock');
    const lock = createHomeLock(path.dirname(file), 'the window');

    expect(await lock.take()).toEqual({ ok: true, value: null });

    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({
      version: 1,
      pid: process.pid,
      startTime: expect.any(String),
      program: 'the window',
      takenAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect([modeOf(file), modeOf(path.dirname(file))]).toEqual(['600', '700']);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['lock']);
  });

  test('takes it twice, and at once; leaves nothing behind', async () => {
    const lock = createHomeLock(home, 'the window');

    expect((await Promise.all([lock.take(), lock.take(), lock.take()])).every(({ ok }) => ok)).toBe(true);
    lock.release();
    lock.release();

    expect(fs.readdirSync(home)).toEqual([]);
  });

  test('releases its own lock only', async () => {
    const lock = createHomeLock(home, 'the window');
    await lock.take();
    const others = fs.readFileSync(lockFile(), 'utf8').replace('the window', 'another');
    fs.writeFileSync(lockFile(), others);
    lock.release();
    createHomeLock(home, 'a command').release();

    expect(fs.readFileSync(lockFile(), 'utf8')).toBe(others);
  });
});

describe('two programs', () => {
  test('are told of each other, until the first has ended', async () => {
    const [first, second] = await start(2);

    expect(await first.take(home)).toMatchObject({ ok: true });
    expect(await second.take(home)).toMatchObject({
      ok: false,
      problem: {
        code: 'home-in-use',
        explanation: expect.stringContaining(
          `program ${String(first.pid)} (process ${String(first.pid)})`,
        ) as unknown,
        retryable: true,
        actions: ['retry'],
      },
    });
    expect(await first.take(home)).toMatchObject({ ok: true });

    await first.release(home);
    expect(await second.take(home)).toMatchObject({ ok: true });
  });

  test('with a home each do not disturb each other', async () => {
    const [first, second] = await start(2);
    const other = path.join(home, 'other');

    expect(await Promise.all([first.take(home), second.take(other)])).toMatchObject([
      { ok: true },
      { ok: true },
    ]);
    await first.release(home);
    expect(fs.existsSync(path.join(other, 'lock'))).toBe(true);
  });

  test('a killed one leaves its home to the next, and no rubbish', async () => {
    const [first, second] = await start(2);
    await first.take(home);
    await first.kill();

    expect(await second.take(home)).toMatchObject({ ok: true });
    expect(fs.readdirSync(home)).toEqual(['lock']);
  });

  test('a killed one that nobody has collected yet is dead all the same', async () => {
    // The shell becomes a program that never asks what became of its child.
    const command = `${process.execPath} "$0" < "$1" & exec sleep 600 > /dev/null`;
    const pipe = path.join(home, 'commands');
    await promisify(execFile)('mkfifo', [pipe]);
    const parent = spawn('sh', ['-c', command, DRIVER, pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
    const commands = fs.createWriteStream(pipe);
    const said = createInterface(parent.stdout);
    const ended = once(said, 'close');
    try {
      commands.write(`take ${home}\n`);
      await once(said, 'line');
      const { pid } = JSON.parse(fs.readFileSync(lockFile(), 'utf8')) as { pid: number };
      process.kill(pid, 'SIGKILL');
      await ended;
      await expect.poll(() => fs.readFileSync(`/proc/${String(pid)}/stat`, 'utf8')).toContain(') Z ');

      expect(await createHomeLock(home, 'the window').take()).toMatchObject({ ok: true });
    } finally {
      commands.destroy();
      parent.kill('SIGKILL');
    }
  });
});

describe('many programs at once', () => {
  const ROUNDS = 25;
  const dead = {
    version: 1,
    pid: 2 ** 30,
    startTime: 'long ago',
    program: 'dead',
    takenAt: '2026-01-01T00:00:00Z',
  };
  const stale = () => fs.writeFileSync(lockFile(), JSON.stringify(dead));
  /** And the one that was about to take over died too: its right to do so is stale as well. */
  const staleTwice = () => {
    const right = createHash('sha256').update(JSON.stringify(dead)).digest('hex').slice(0, 16);
    fs.writeFileSync(`${lockFile()}.${right}`, JSON.stringify({ ...dead, program: 'another' }));
    stale();
  };

  test.each([
    ['a free home', () => {}],
    ['a home whose program died', stale],
    ['a home whose program died, and the one that took over', staleTwice],
  ])('exactly one of six gets %s, in each of many rounds', { timeout: 120_000 }, async (_, prepare) => {
    const all = await start(6);
    for (let round = 0; round < ROUNDS; round++) {
      prepare();

      const answers = await Promise.all(all.map((program) => program.take(home)));

      const [winner, ...others] = all.filter((__, at) => answers[at]?.ok);
      expect(others).toEqual([]);
      const problems = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem.code]));
      expect(problems).toEqual(Array.from({ length: 5 }, () => 'home-in-use'));
      expect(JSON.parse(fs.readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: winner?.pid });
      await Promise.all(all.map((program) => program.release(home)));
      expect(fs.readdirSync(home)).toEqual([]);
    }
  });

  test('no two are ever inside, though one after the other is killed', { timeout: 120_000 }, async () => {
    const counts = { entered: 0, killed: 0 };
    const bad: string[] = [];
    const enter = async () => {
      const [program] = await start(1);
      program.onLine((line) => {
        if (line.includes('entered')) counts.entered++;
        else bad.push(line);
      });
      program.send(`enter ${home}`);
      return program;
    };
    const all = await Promise.all([enter(), enter(), enter(), enter()]);
    while (counts.killed < 15) {
      const before = counts.entered;
      await all[counts.killed % 4]?.nextLine();
      await all[counts.killed % 4]?.kill();
      all[counts.killed % 4] = await enter();
      counts.killed++;
      // Somebody gets in again, whatever the dead one was at.
      while (counts.entered <= before + 1) await Promise.race(all.map((program) => program.nextLine()));
    }

    expect(bad).toEqual([]);
    expect(counts.entered).toBeGreaterThan(30);
  });
});

describe('a lock that is there', () => {
  const write = (change: object) =>
    fs.writeFileSync(
      lockFile(),
      JSON.stringify({
        version: 1,
        startTime: 'x',
        program: 'p',
        takenAt: '2026-01-01T00:00:00Z',
        ...change,
      }),
    );

  test('of a process whose id another has now is nobody’s', async () => {
    const [other] = await start(1);
    const seen = await seeProcess(other.pid);
    if (seen.state === 'gone' || seen.startTime === null) throw new Error('its start cannot be told');

    write({ pid: other.pid, startTime: seen.startTime });
    expect(await createHomeLock(home, 'me').take()).toMatchObject({ problem: { code: 'home-in-use' } });
    write({ pid: other.pid, startTime: seen.startTime.replace(/\d$/, (digit) => String(9 - Number(digit))) });
    expect(await createHomeLock(home, 'me').take()).toMatchObject({ ok: true });
  });

  test('of an earlier process with our own id is nobody’s', async () => {
    write({ pid: process.pid });

    expect(await createHomeLock(home, 'me').take()).toMatchObject({ ok: true });
    expect(JSON.parse(fs.readFileSync(lockFile(), 'utf8'))).toMatchObject({ program: 'me' });
  });

  test.each([
    [null, 'x'],
    ['x', null],
  ])(
    'of a living process counts where a start cannot be told: written %s, seen %s',
    async (written, seen) => {
      const [other] = await start(1);
      write({ pid: other.pid, startTime: written });
      const system = {
        see: async () => ({ state: 'there', startTime: seen }) as const,
        link: fs.promises.link,
      };

      expect(await createHomeLock(home, 'me', system).take()).toMatchObject({
        problem: { code: 'home-in-use' },
      });
    },
  );

  test.each([
    ['empty', ''],
    ['torn', '{"version": 1, "pid": 12'],
    ['of a later version', '{"version": 2, "holder": "somebody"}'],
    ['without a process', '{"version":1,"startTime":"x","program":"p","takenAt":"2026-01-01T00:00:00Z"}'],
    ['binary', '\0\xff\0'],
  ])('that cannot be read (%s) is left alone, and a person is told which file it is', async (_, text) => {
    fs.writeFileSync(lockFile(), text);
    const lock = createHomeLock(home, 'me');

    expect(await lock.take()).toMatchObject({
      problem: { code: 'home-in-use', explanation: expect.stringContaining(lockFile()) as unknown },
    });
    lock.release();
    expect(fs.readFileSync(lockFile(), 'utf8')).toBe(Buffer.from(text).toString());

    fs.rmSync(lockFile());
    expect(await lock.take()).toMatchObject({ ok: true });
  });

  test('and leads nowhere is no endless loop', async () => {
    fs.symlinkSync(path.join(home, 'nowhere'), lockFile());

    expect(await createHomeLock(home, 'me').take()).toMatchObject({ problem: { code: 'home-in-use' } });
  });
});

describe('a file system', () => {
  test('without links is locked as well, by one only', async () => {
    const refused = () => Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM' }));
    const system = { see: seeProcess, link: refused };
    const [other] = await start(1);

    expect(await createHomeLock(home, 'me', system).take()).toMatchObject({ ok: true });
    expect(fs.readdirSync(home)).toEqual(['lock']);
    expect(await other.take(home)).toMatchObject({ problem: { code: 'home-in-use' } });
  });

  test('that takes no folder, or no file, is a problem in words', async () => {
    fs.writeFileSync(path.join(home, 'file'), 'mine');

    expect(await createHomeLock(path.join(home, 'file', 'home'), 'me').take()).toMatchObject({
      problem: { code: 'disk-failed', raw: expect.stringMatching(/ENOTDIR|EEXIST/) as unknown },
    });
    expect(await createHomeLock(path.join(home, 'file'), 'me').take()).toMatchObject({
      problem: { code: 'disk-failed' },
    });
    expect(fs.readFileSync(path.join(home, 'file'), 'utf8')).toBe('mine');
  });

  test('that is full is a problem in words, and no lock is left', async () => {
    const limited = ['-c', 'ulimit -f 0 && exec "$@"', 'sh', process.execPath, DRIVER];
    const program = spawn('sh', limited, { stdio: ['pipe', 'pipe', 'inherit'] });
    program.stdin.end(`take ${home}\n`);
    const [line] = (await once(createInterface(program.stdout), 'line')) as [string];

    expect(JSON.parse(line)).toMatchObject({ problem: { code: 'disk-failed' } });
    expect(fs.readdirSync(home)).toEqual([]);
  });
});

const DRIVER = fileURLToPath(new URL('../../support/lock-driver.ts', import.meta.url));

type Program = {
  readonly pid: number;
  readonly send: (command: string) => void;
  readonly take: (where: string) => Promise<Outcome<null>>;
  readonly release: (where: string) => Promise<unknown>;
  readonly nextLine: () => Promise<string>;
  readonly onLine: (told: (line: string) => void) => void;
  readonly kill: () => Promise<void>;
};

type Some = [Program, Program, Program, Program, Program, Program];

async function start(count: number): Promise<Some> {
  const started = await Promise.all(Array.from({ length: count }, startOne));
  programs.push(...started);
  return started as Some;
}

async function startOne(): Promise<Program> {
  const child = spawn(process.execPath, [DRIVER], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child, 'spawn');
  const lines = createInterface(child.stdout);
  const nextLine = () => nextOf(lines, child);
  const ask = async (command: string) => {
    const answer = nextLine();
    child.stdin.write(`${command}\n`);
    return JSON.parse(await answer) as unknown;
  };
  return {
    pid: child.pid ?? 0,
    send: (command) => void child.stdin.write(`${command}\n`),
    take: async (where) => (await ask(`take ${where}`)) as Outcome<null>,
    release: (where) => ask(`release ${where}`),
    nextLine,
    onLine: (told) => void lines.on('line', told),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function nextOf(lines: Interface, child: ChildProcess): Promise<string> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(lines, 'line', { signal: ended.signal }).then(([line]) => String(line)),
      once(child, 'exit', { signal: ended.signal }).then(() => '{"ended":true}'),
    ]);
  } finally {
    ended.abort();
  }
}
