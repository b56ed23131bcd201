import { build } from './build.ts';
import { checkOpening, checkStandin } from './opening.ts';
import { chooseRuntime } from './runtime.ts';
import { run, toolFile } from './tool.ts';

checkOpening('npm start');
checkStandin(chooseRuntime());
await build();
// The build's own NODE_ENV is not the app's.
process.exitCode = await run([process.execPath, toolFile('electron'), '.', ...process.argv.slice(2)], {
  NODE_ENV: undefined,
});
