import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The public half as ssh-keygen reads it out of this private key: `ssh-… base64`. */
export function judgedPublicKeyOf(privateKey: Uint8Array): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-judge-'));
  try {
    fs.writeFileSync(path.join(folder, 'key'), privateKey, { mode: 0o600 });
    const line = execFileSync('ssh-keygen', ['-y', '-f', path.join(folder, 'key')], { encoding: 'utf8' });
    return line.trim().split(' ').slice(0, 2).join(' ');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
