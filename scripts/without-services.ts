import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Debian's packages ask this program before they start a service; 101 is "not allowed". */
const policyFile = '/usr/sbin/policy-rc.d';
const mark = '# written by the set-up of the Keyport tests, and removed after it';

/**
 * Runs `work` while no package may start a service. Another's policy is left alone: if it forbids too, it serves,
 * and if it does not, nothing is installed.
 */
export function withoutServices(asRoot: (...command: string[]) => boolean, work: () => void): void {
  if (fs.existsSync(policyFile) && !isOurs()) {
    if (forbids()) work();
    else console.log(`nothing was installed: ${policyFile} would let the new services start`);
    return;
  }
  const draft = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-policy-')), 'policy-rc.d');
  fs.writeFileSync(draft, `#!/bin/sh\n${mark}\nexit 101\n`);
  try {
    if (asRoot('install', '-m', '0755', draft, policyFile)) work();
    else console.log('nothing was installed: that needs root');
  } finally {
    if (fs.existsSync(policyFile)) asRoot('rm', '-f', policyFile);
    fs.rmSync(path.dirname(draft), { recursive: true, force: true });
  }
}

/** A policy that an interrupted set-up of ours has left behind. */
function isOurs(): boolean {
  return fs.readFileSync(policyFile, 'utf8').includes(mark);
}

function forbids(): boolean {
  return spawnSync(policyFile, ['ssh', 'start'], { stdio: 'ignore' }).status === 101;
}
