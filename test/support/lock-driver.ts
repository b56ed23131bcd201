import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createHomeLock, type HomeLock } from '../../electron/journal/home-lock.ts';

// A Keyport program as far as its home goes. Reads one command a line, answers each with one line.
//   take <home>     release <home>     enter <home>: take, be alone in there for a moment, release; for ever

const locks = new Map<string, HomeLock>();
const say = (reply: object) => process.stdout.write(`${JSON.stringify(reply)}\n`);

for await (const line of createInterface(process.stdin)) {
  const [command, home = ''] = line.split(' ');
  const lock = locks.get(home) ?? createHomeLock(home, `program ${String(process.pid)}`);
  locks.set(home, lock);
  if (command === 'take') say(await lock.take());
  if (command === 'release') {
    lock.release();
    say({ released: home });
  }
  if (command === 'enter') await enterForEver(home, lock);
}

async function enterForEver(home: string, lock: HomeLock): Promise<never> {
  for (;;) {
    const taken = await lock.take();
    if (taken.ok) {
      say(isAlone(home) ? { entered: process.pid } : { violated: process.pid });
      fs.rmSync(path.join(home, 'inside'), { force: true });
      lock.release();
    } else if (taken.problem.code !== 'home-in-use') say({ odd: taken.problem });
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** A link holds its text from the first moment on. What a killed program left does not count. */
function isAlone(home: string): boolean {
  const file = path.join(home, 'inside');
  try {
    fs.symlinkSync(String(process.pid), file);
    return true;
  } catch {
    if (isAtWork(fs.readlinkSync(file))) return false;
    fs.rmSync(file);
    fs.symlinkSync(String(process.pid), file);
    return true;
  }
}

/** One that was killed is there until its parent has asked what became of it. */
function isAtWork(pid: string): boolean {
  try {
    return !fs.readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
