import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { part } from './parts.ts';

export type TerraformRun = { readonly code: number; readonly says: string };

/**
 * Terraform in this folder, with a provider from disk and nothing of the machine's own settings but what is given. Never rejects for an exit
 * code.
 */
export function openTerraform(
  folder: string,
  given: Readonly<Record<string, string>> = {},
): (...words: readonly string[]) => Promise<TerraformRun> {
  const program = part('terraform') ?? 'terraform';
  const settings = path.join(folder, 'settings.tfrc');
  const mirror = JSON.stringify(part('terraform-aws') ?? '');
  fs.writeFileSync(
    settings,
    `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n}\n`,
  );
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS|TF)_/u.test(name));
  const env = {
    ...Object.fromEntries(own),
    ...given,
    TF_CLI_CONFIG_FILE: settings,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
  };
  return (...words) =>
    new Promise((resolve) => {
      execFile(
        program,
        [...words, '-no-color'],
        { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => {
          const code = error === null ? 0 : Number(error.code ?? 1);
          resolve({ code: Number.isInteger(code) ? code : 1, says: `${stdout}${stderr}` });
        },
      );
    });
}
