import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';

/** A display nobody sees; it tells its own number, so that two runs never share one. */
export async function startDisplay(): Promise<{ readonly display: string; readonly stop: () => void }> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const told = server.stdio[3];
  if (!(told instanceof Readable)) throw new Error('no pipe from Xvfb');
  const [number] = await once(told, 'data');
  return { display: `:${String(number).trim()}`, stop: () => void server.kill() };
}
