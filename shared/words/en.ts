import { accessWords } from './en/access.ts';
import { agentWords } from './en/agent.ts';
import { appWords } from './en/app.ts';
import { cliWords } from './en/cli.ts';
import { custodyWords } from './en/custody.ts';
import { findingWords } from './en/findings.ts';
import { heldWords } from './en/held.ts';
import { homeWords } from './en/home.ts';
import { keyActWords } from './en/key-acts.ts';
import { keyTroubleWords, orphanWords } from './en/key-troubles.ts';
import { keyWords } from './en/keys.ts';
import { keyCopyWords } from './en/keys-copies.ts';
import { keyFileWords } from './en/key-files.ts';
import { launchWords } from './en/launch.ts';
import { problemWords } from './en/problems.ts';
import { storeWords } from './en/stores.ts';
import { wizardWords } from './en/wizard.ts';

/** Every sentence the product shows, in English: one catalogue, so that a second language is a second file. */
export const words = {
  app: appWords,
  agent: agentWords,
  wizard: wizardWords,
  access: accessWords,
  launch: launchWords,
  findings: findingWords,
  problems: problemWords,
  cli: cliWords,
  custody: custodyWords,
  stores: storeWords,
  keyCopies: keyCopyWords,
  keyFiles: keyFileWords,
  keys: keyWords,
  keyActs: keyActWords,
  keyTroubles: keyTroubleWords,
  orphan: orphanWords,
  held: heldWords,
  home: homeWords,
} as const;
