import { createContext } from 'react';
import type { Outcome } from '../../shared/outcome.ts';

/** What the machine does for whoever reads a problem: the page itself has no clipboard, and opens no other page. */
export type ProblemHelp = {
  readonly copy: (text: string) => Promise<Outcome<null>>;
  /** Null while one practises: AWS has no page about what is only practised. */
  readonly open: ((url: string) => Promise<Outcome<null>>) | null;
};

/** Null where nobody helps: then the texts are there to read, without buttons. */
export const ProblemHelpContext = createContext<ProblemHelp | null>(null);
