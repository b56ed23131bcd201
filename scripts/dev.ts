import { prepareOpening } from './opening.ts';
import { run, runScript, toolFile } from './tool.ts';

await runScript(async () => {
  prepareOpening('npm run dev');
  const forge = toolFile('@electron-forge/cli', 'electron-forge');
  return run([process.execPath, forge, 'start', '--', ...process.argv.slice(2)]);
});
