/** What people could use instead, side by side: each file `test/bench/bench-*.ts` exports one as `bench`. */
export type Bench = {
  readonly title: string;
  /** Prints as it goes: tables, and what is missing on this machine. `rounds`: how often each is timed. */
  readonly run: (ask: { readonly rounds: number; readonly print: (line: string) => void }) => Promise<void>;
};
