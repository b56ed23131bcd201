import { capture, toolFile } from './tool.ts';

export type Check = { readonly name: string; readonly tool: string; readonly args: readonly string[] };

/** What must hold before a commit. Each counts as one test. */
export const checks: readonly Check[] = [
  { name: 'types', tool: toolFile('typescript', 'tsc'), args: ['-b'] },
  { name: 'lint', tool: toolFile('oxlint'), args: ['--type-aware'] },
  { name: 'format', tool: toolFile('prettier'), args: ['--check', '.'] },
  { name: 'dead code', tool: toolFile('knip'), args: [] },
];

/** Runs every check, also after one has failed; resolves to the names of those that failed. */
export async function runChecks(): Promise<string[]> {
  const results = await Promise.all(checks.map(runCheck));
  return results.filter((result) => !result.passed).map((result) => result.name);
}

async function runCheck({ name, tool, args }: Check): Promise<{ name: string; passed: boolean }> {
  const { code, output } = await capture([process.execPath, tool, ...args]);
  const passed = code === 0;
  console.log(passed ? `check ${name}: passed` : `check ${name}: FAILED\n${output.trimEnd()}`);
  return { name, passed };
}

if (import.meta.main) {
  const failed = await runChecks();
  console.log(failed.length === 0 ? 'all checks passed' : `failed: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
