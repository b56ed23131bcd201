import { open, type FileHandle } from 'node:fs/promises';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { nobodyToAsk } from './nobody-to-ask.ts';
import type { Terminal } from './terminal.ts';

/** More is no passphrase that Keyport takes. */
const MAX_FILE_BYTES = 4096;

/** The option that names the file where nobody can be asked. */
type PassphraseOption = '--passphrase-file' | '--store-passphrase-file';

/** The passphrase of something that is there: out of a file, or asked for. */
export async function knownPassphrase(
  what: string,
  file: string | null,
  terminal: Terminal,
  option: PassphraseOption = '--passphrase-file',
): Promise<Outcome<string>> {
  if (file !== null) return passphraseIn(file);
  return typed(await terminal.askHidden(words.cli.ask.passphrase(what)), terminal, option);
}

/** A new one: asked for twice, since nobody can see what they type. */
export async function newPassphrase(file: string | null, terminal: Terminal): Promise<Outcome<string>> {
  if (file !== null) return passphraseIn(file);
  const { ask } = words.cli;
  for (;;) {
    const first = await terminal.askHidden(ask.newPassphrase);
    const second = first === null ? null : await terminal.askHidden(ask.again);
    if (second === null || first === second) return typed(second, terminal, '--passphrase-file');
    terminal.note(ask.differs);
  }
}

function typed(passphrase: string | null, terminal: Terminal, option: PassphraseOption): Outcome<string> {
  if (passphrase !== null) return succeeded(passphrase);
  if (terminal.isInteractive) return failed(makeProblem('cancelled'));
  return failed(nobodyToAsk('passphrase-needed', words.cli.usage.noTerminal(option)));
}

/** Its first line. */
async function passphraseIn(file: string): Promise<Outcome<string>> {
  try {
    const handle = await open(file, 'r');
    try {
      const bytes = Buffer.alloc(MAX_FILE_BYTES + 1);
      const length = await readInto(handle, bytes);
      if (length > MAX_FILE_BYTES) throw new Error(`longer than ${MAX_FILE_BYTES} bytes`);
      // Bytes that are no text would all become the same mark, and other passphrases would open what this one closes.
      const [line = ''] = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
        .decode(bytes.subarray(0, length))
        .split('\n');
      bytes.fill(0);
      return succeeded(line.replace(/\r$/, ''));
    } finally {
      await handle.close();
    }
  } catch (error) {
    const raw = error instanceof Error ? error.message : null;
    const explanation = words.cli.usage.unreadableFile(file);
    return failed(makeProblem('file-unreadable', { explanation, raw }));
  }
}

/** From where it stands: a pipe has no beginning to go back to. Answers how much there was, as far as it fits. */
async function readInto(handle: FileHandle, bytes: Buffer): Promise<number> {
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}
