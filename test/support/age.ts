import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The plain `age` program, which asks the terminal for a passphrase: here one of its own, answered at each question. */
export async function runAge(
  options: readonly string[],
  answers: readonly string[] = [],
): Promise<{ readonly code: number; readonly said: string }> {
  const command = ['age', ...options].map((option) => `'${option.replaceAll("'", String.raw`'\''`)}'`);
  const terminal = spawn('script', ['-qec', command.join(' '), '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  let answered = 0;
  terminal.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const questions = said.match(/passphrase[^\n]*: /g)?.length ?? 0;
    for (; answered < questions && answered < answers.length; answered++)
      terminal.stdin.write(`${answers[answered]}\n`);
  });
  const [code] = (await once(terminal, 'close')) as [number];
  return { code, said };
}
