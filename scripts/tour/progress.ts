import { SingleBar } from 'cli-progress';

export type Progress = {
  readonly begin: (title: string) => void;
  /** `made`: the file that is there now. */
  readonly done: (made: string) => void;
  readonly end: () => void;
};

/** A bar where somebody looks on; else a line for each step, as it happens. */
export function createProgress(total: number): Progress {
  return process.stdout.isTTY ? barOf(total) : linesOf(total);
}

function barOf(total: number): Progress {
  const bar = new SingleBar({
    format: '{bar} {value}/{total}  {title}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    stream: process.stdout,
  });
  let current = '';
  bar.start(total, 0, { title: '' });
  return {
    begin: (title) => {
      current = title;
      bar.update({ title });
    },
    done: (made) => {
      process.stdout.write(`\r\u001B[K  ${current}: ${made}\n`);
      bar.increment();
    },
    end: () => bar.stop(),
  };
}

function linesOf(total: number): Progress {
  let count = 0;
  let current = '';
  return {
    begin: (title) => {
      current = title;
    },
    done: (made) => {
      count += 1;
      const filled = Math.round((count / total) * 24);
      console.log(
        `${'█'.repeat(filled).padEnd(24, '░')} ${String(count)}/${String(total)}  ${current}: ${made}`,
      );
    },
    end: () => undefined,
  };
}
