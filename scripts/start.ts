import { build } from './build.ts';
import { prepareOpening } from './opening.ts';
import { run, runScript, toolFile } from './tool.ts';

await runScript(async () => {
  prepareOpening('npm start');
  await build();
  // The build's own NODE_ENV is not the app's.
  return run([process.execPath, toolFile('electron'), '.', ...process.argv.slice(2)], {
    NODE_ENV: undefined,
  });
});
