import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { CreateKeyPairCommand, DescribeKeyPairsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { assignmentsOf } from '../../electron/cli/practice.ts';
import { runCli } from '../../electron/cli/run-cli.ts';
import { seeProcess } from '../../electron/journal/process-start.ts';
import { project } from '../../scripts/tool.ts';
import type { Said } from '../support/captured-cli.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import { freePort } from '../support/loopback.ts';

// As a script has it: what stands on standard output, how it ends, and what it leaves. A program of its own is started for signals and
// locks; all else runs in this process.

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-cli-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const SLOW_MS = 120_000;
const NOTHING = {
  HOME: folder,
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
};

describe('what is said', () => {
  test('one line on standard output, the URL; what to do with it on standard error', async () => {
    const practice = start();
    const endpoint = await practice.endpoint;

    const { code, stdout, stderr } = await practice.interrupt();

    expect({ code, stdout }).toEqual({ code: 0, stdout: `${endpoint}\n` });
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    expect(stderr).toContain(`export AWS_ENDPOINT_URL=${endpoint} AWS_ACCESS_KEY_ID=practice`);
    expect(stderr).toContain('AWS_DEFAULT_REGION=us-east-1');
    expect(stderr).toContain('111122223333');
  });

  test.skipIf(process.platform === 'win32')(
    'the line that is copied into a shell reaches what is started there',
    async () => {
      const practice = start();
      const endpoint = await practice.endpoint;
      const { stderr } = await practice.interrupt();

      const line = stderr.split('\n').find((each) => each.startsWith('export ')) ?? '';
      const asked = 'echo $AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_REGION';
      // By a program of its own, which has only what was exported.
      const heard = execFileSync('sh', ['-c', `${line}\nsh -c '${asked}'`], {
        env: { PATH: process.env['PATH'] },
      });

      expect(String(heard)).toBe(`${endpoint} practice practice us-east-1\n`);
    },
  );

  test('for Windows it is a line of PowerShell', () => {
    expect(assignmentsOf({ AWS_REGION: 'us-east-1', A: 'b' }, 'win32')).toBe(
      "$env:AWS_REGION='us-east-1'; $env:A='b'",
    );
  });

  test('nobody needs to hear it', async () => {
    const practice = start('--quiet', '--state', path.join(folder, 'quiet.json'));
    const endpoint = await practice.endpoint;

    expect(await practice.interrupt()).toEqual({ code: 0, stdout: `${endpoint}\n`, stderr: '' });
  });

  test('as JSON it is one document, with the environment for a program', async () => {
    const practice = start('--json', '--region', 'eu-west-3');
    await practice.printed;

    const { stdout } = await practice.interrupt();

    const { ok, result } = JSON.parse(stdout) as { ok: boolean; result: Record<string, unknown> };
    expect(ok).toBe(true);
    expect(result).toMatchObject({ accountId: '111122223333', stateFile: null });
    expect(result['environment']).toMatchObject({
      AWS_ENDPOINT_URL: result['endpoint'],
      AWS_REGION: 'eu-west-3',
    });
  });

  test('with --out the URL is in the file, and standard output stays empty', async () => {
    const file = path.join(folder, 'url.txt');
    const practice = start('--out', file);
    await practice.toldToEnd;

    const { code, stdout } = await practice.interrupt();

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(fs.readFileSync(file, 'utf8')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/u);
  });

  test('where nobody can read the URL it ends, with a reason', async () => {
    const { code, stderr } = await start('--out', path.join(folder, 'no/such/url.txt')).ended;

    expect(code).toBe(5);
    expect(stderr).toContain('no/such/url.txt');
  });

  test('help says the exit codes, the default port and how a weather file looks', async () => {
    const { code, stdout } = await start('--help').ended;

    expect(code).toBe(0);
    for (const said of ['default: 0, a free one', 'Exit codes', '"no-capacity"']) {
      expect(stdout).toContain(said);
    }
  });
});

describe('what cannot be', () => {
  test.each([
    ['a port that is none', ['--port', 'http'], 'http'],
    ['a port too high', ['--port', '65536'], '65536'],
    ['a port below zero', ['--port=-1'], '-1'],
    ['a state without a name', ['--state', ''], 'no value'],
    ['a weather without a name', ['--weather', ''], 'no value'],
    ['a weather file that is not there', ['--weather', 'nowhere.json'], 'nowhere.json'],
    ['a folder as weather', ['--weather', folder], folder],
    ['another argument', ['5005'], '5005'],
  ])('is usage, with nothing on standard output: %s', async (_, args, named) => {
    const { code, stdout, stderr } = await start(...args).ended;

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(named);
  });

  test.each([
    ['no JSON', '[{"action": "*",\n "kind": pace}]', 'line 2 column 10'],
    ['no list', '{"action": "*", "kind": "pace", "value": 0}', 'expected array'],
    ['another kind', '[{"action": "*", "kind": "hail"}]', '[0].kind'],
    ['an action there is not', '[{"action": "RunInstance", "kind": "html-500"}]', 'RunInstance'],
    ['a value out of bounds', '[{"action": "*", "kind": "pace", "value": 101}]', '[0].value'],
    ['a word too many', '[{"action": "*", "kind": "pace", "value": 0, "when": 1}]', 'when'],
  ])('weather is refused with its place: %s', async (name, text, place) => {
    const file = write(`${name}.json`, text);

    const { code, stdout, stderr } = await start('--weather', file).ended;

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(file);
    expect(stderr).toContain(place);
  });

  test('the text of a file that is no weather file is not shown', async () => {
    const { stderr } = await start('--weather', write('secret.pem', 'hunter2-BEGIN')).ended;

    expect(stderr).not.toContain('hunter2');
  });

  test('a port that is taken is named, as one document where a program reads', async () => {
    const port = await freePort();
    const other = net.createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');

    const { code, stdout, stderr } = await start('--port', String(port), '--json').ended;

    other.close();
    expect(code).toBe(4);
    expect(stderr).toContain(`port ${String(port)}`);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problem: { code: 'port-taken' } });
  });

  test('a state file that is a folder is refused', async () => {
    const { code, stdout, stderr } = await start('--state', folder).ended;

    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toContain(folder);
  });
});

describe('state', () => {
  test('what was made is there again, on the port that was asked for', async () => {
    const state = path.join(folder, 'state.json');
    const port = await freePort();
    const first = start('--state', state, '--port', String(port));
    const ec2 = clientFor(await first.endpoint);
    await ec2.send(new CreateKeyPairCommand({ KeyName: 'kept' }));
    await first.interrupt();

    const second = start('--state', state, '--port', String(port));
    expect(await second.endpoint).toBe(`http://127.0.0.1:${String(port)}`);
    const { KeyPairs = [] } = await ec2.send(new DescribeKeyPairsCommand({}));
    ec2.destroy();

    expect(KeyPairs.map(({ KeyName }) => KeyName)).toEqual(['kept']);
    expect((await second.interrupt()).stderr).toContain(`Saved in ${state}`);
    expect(fs.statSync(state).mode & 0o777).toBe(0o600);
  });

  test('one that cannot be saved at the end is a failure, and said', async () => {
    const sub = path.join(folder, 'sub');
    const state = path.join(sub, 'state.json');
    const practice = start('--state', state);
    await practice.toldToEnd;
    fs.rmSync(sub, { recursive: true });
    fs.writeFileSync(sub, 'no folder any more');

    const { code, stderr } = await practice.interrupt();

    expect(code).toBe(5);
    expect(stderr).toContain(`could not be saved in ${state}`);
  });

  test.runIf(process.platform !== 'win32')(
    'one behind a link is kept, and locked, where the link leads',
    async () => {
      const real = path.join(folder, 'real.json');
      const link = path.join(folder, 'link.json');
      fs.symlinkSync('real.json', link);
      const first = start('--state', link);
      const ec2 = clientFor(await first.endpoint);
      await ec2.send(new CreateKeyPairCommand({ KeyName: 'linked' }));
      ec2.destroy();

      const isLocked = fs.existsSync(path.join(`${real}.lock`, 'lock'));
      await first.interrupt();

      expect(isLocked).toBe(true);
      expect(fs.readlinkSync(link)).toBe('real.json');
      expect(fs.readFileSync(real, 'utf8')).toContain('"linked"');
    },
  );

  test('one that cannot be understood is set aside and said, never overwritten', async () => {
    const state = write('damaged.json', '{"version": 1, "ids": "many"}');
    const practice = start('--state', state, '--quiet');
    await practice.endpoint;

    const { code, stderr } = await practice.interrupt();

    const aside = fs.readdirSync(folder).find((name) => name.startsWith('damaged.json.unreadable'));
    expect(code).toBe(0);
    expect(stderr).toContain(aside);
    expect(fs.readFileSync(path.join(folder, aside ?? ''), 'utf8')).toContain('many');
  });
});

describe('weather', () => {
  test('a file that changes counts at the next call; a wrong one changes nothing, and is said once', async () => {
    const file = write('changing.json', '[]');
    const practice = start('--weather', file);
    const ec2 = clientFor(await practice.endpoint);
    const describeKeys = async () => {
      const answer = await ec2.send(new DescribeKeyPairsCommand({})).catch((error: unknown) => error);
      return answer instanceof Error ? answer.name : 'ok';
    };
    const refusing = JSON.stringify([{ action: 'DescribeKeyPairs', kind: 'pending-verification' }]);

    const answers = [await describeKeys()];
    for (const text of [refusing, '[{', '', '[]']) {
      fs.writeFileSync(file, text);
      answers.push(await describeKeys(), await describeKeys());
    }
    fs.rmSync(file);
    answers.push(await describeKeys(), await describeKeys());
    ec2.destroy();
    const { stderr } = await practice.interrupt();

    const refused = 'PendingVerification';
    expect(answers).toEqual(['ok', ...Array.from({ length: 6 }, () => refused), 'ok', 'ok', 'ok', 'ok']);
    const says = stderr.split('\n').filter((line) => /weather (stays|file has)/u.test(line));
    expect(says).toEqual([
      expect.stringContaining('has changed: one rule'),
      expect.stringContaining('line 1 column 3'),
      expect.stringContaining('not JSON'),
      expect.stringContaining('fair weather'),
      expect.stringContaining('no such weather file'),
    ]);
  });

  test('the same text again does not begin the counting anew', async () => {
    const text = JSON.stringify([{ action: 'DescribeKeyPairs', nth: 2, kind: 'pending-verification' }]);
    const file = write('counting.json', text);
    const practice = start('--weather', file);
    const ec2 = clientFor(await practice.endpoint);

    await ec2.send(new DescribeKeyPairsCommand({}));
    fs.writeFileSync(file, text);

    await expect(ec2.send(new DescribeKeyPairsCommand({}))).rejects.toThrow(/verified/u);
    ec2.destroy();
    await practice.interrupt();
  });

  test('it may be what Windows PowerShell writes', async () => {
    const file = path.join(folder, 'powershell.json');
    fs.writeFileSync(file, Buffer.from('\uFEFF[{"action":"*","kind":"html-500"}]', 'utf16le'));
    const practice = start('--weather', file);

    const answer = await fetch(await practice.endpoint, { method: 'POST', body: 'Action=DescribeVpcs' });

    await practice.interrupt();
    // Unsigned, it is refused before there is any weather: the file was understood, and that is what counts here.
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});

describe('a program of its own', () => {
  test('SIGTERM ends it with 0, and all is saved', { timeout: SLOW_MS }, async () => {
    const state = path.join(folder, 'ended.json');
    const { child, url, said } = program('--state', state);
    const ec2 = clientFor(await url);
    await ec2.send(new CreateKeyPairCommand({ KeyName: 'kept' }));
    child.kill('SIGTERM');

    const { code, stdout } = await said;
    ec2.destroy();
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${await url}\n` });
    expect(fs.readFileSync(state, 'utf8')).toContain('"kept"');
  });

  test(
    'a state that another one works with is refused; after its death it is free',
    { timeout: SLOW_MS },
    async () => {
      const state = path.join(folder, 'shared.json');
      const first = program('--state', state);
      await first.url;

      const second = await program('--state', state).said;
      expect(second).toMatchObject({ code: 7, stdout: '' });
      expect(second.stderr).toContain(state);

      first.child.kill('SIGKILL');
      await first.said;
      const third = program('--state', state);
      expect(await third.url).toMatch(/^http/u);
      third.child.kill('SIGTERM');
      expect((await third.said).code).toBe(0);
    },
  );

  test('nobody reads its URL: it ends', { timeout: SLOW_MS }, async () => {
    const { child, said } = program();
    child.stdout.destroy();

    expect(await said).toMatchObject({ code: 5, stderr: expect.stringContaining('nobody reads') });
  });
});

describe.skipIf(process.platform === 'win32')('started by npm', () => {
  test('it ends with npm, which passes no signal on to it', { timeout: SLOW_MS }, async () => {
    const npm = spawn('npm', ['run', '-s', 'keyport', '--', 'practice', '--json'], {
      cwd: project,
      env: { ...NOTHING, PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    for await (const text of npm.stdout.setEncoding('utf8') as AsyncIterable<string>) {
      printed += text;
      if (printed.endsWith('\n}\n')) break;
    }
    const { result } = JSON.parse(printed) as { result: { pid: number } };
    expect(await isThere(result.pid)).toBe(true);
    expect(result.pid).not.toBe(npm.pid);

    onTestFinished(async () => {
      if (await isThere(result.pid)) process.kill(result.pid, 'SIGKILL');
    });

    npm.kill('SIGTERM');
    while (await isThere(result.pid)) await new Promise((resolve) => setImmediate(resolve));
  });
});

async function isThere(pid: number): Promise<boolean> {
  return (await seeProcess(pid)).state === 'there';
}

/** `keyport practice` in this process. */
function start(...args: readonly string[]) {
  const said = { stdout: '', stderr: '' };
  const printed = Promise.withResolvers<void>();
  const toldToEnd = Promise.withResolvers<void>();
  const interrupts: (() => void)[] = [];
  const closers: (() => void)[] = [];
  const ended = runCli({
    args: ['practice', ...args],
    env: NOTHING,
    terminal: {
      isInteractive: false,
      print: async (text) => {
        said.stdout += text;
        printed.resolve();
        return true;
      },
      note: (text) => {
        said.stderr += `${text}\n`;
        if (text.includes('Ctrl-C ends it')) toldToEnd.resolve();
      },
      ask: async () => null,
      askHidden: async () => null,
    },
    openKeychain: () => fakeKeychain(),
    readInput: async () => Buffer.from(''),
    report: (error) => void (said.stderr += String(error)),
    onInterrupt: (listener) => {
      interrupts.push(listener);
      return () => void interrupts.splice(0);
    },
    onExit: (listener) => void closers.push(listener),
  }).then((code): Said => {
    for (const close of closers) close();
    return { code, ...said };
  });
  return {
    printed: printed.promise,
    toldToEnd: toldToEnd.promise,
    endpoint: printed.promise.then(() => said.stdout.trim()),
    ended,
    interrupt: () => {
      for (const interrupt of interrupts) interrupt();
      return ended;
    },
  };
}

function program(...args: readonly string[]) {
  const child = spawn(process.execPath, [path.join(project, 'electron/cli.ts'), 'practice', ...args], {
    env: NOTHING,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  const url = Promise.withResolvers<string>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
    if (text.includes('\n')) url.resolve(texts.stdout.split('\n')[0] ?? '');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  const said = once(child, 'close').then((ended): Said => ({ code: ended[0] as number | null, ...texts }));
  return { child, url: url.promise, said };
}

function clientFor(endpoint: string): EC2Client {
  const credentials = { accessKeyId: 'practice', secretAccessKey: 'practice' };
  return new EC2Client({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}
