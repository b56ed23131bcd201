import { checkOpening, checkStandin } from './opening.ts';
import { chooseRuntime } from './runtime.ts';
import { run, toolFile } from './tool.ts';

checkOpening('npm run dev');
checkStandin(chooseRuntime());
const forge = toolFile('@electron-forge/cli', 'electron-forge');
process.exitCode = await run([process.execPath, forge, 'start', '--', ...process.argv.slice(2)]);
