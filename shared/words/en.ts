import { accessWords } from './en/access.ts';
import { appWords } from './en/app.ts';
import { custodyWords } from './en/custody.ts';
import { findingWords } from './en/findings.ts';
import { keyFileWords } from './en/key-files.ts';
import { keyWords } from './en/keys.ts';
import { launchWords } from './en/launch.ts';
import { problemWords } from './en/problems.ts';
import { wizardWords } from './en/wizard.ts';

/** Every sentence the product shows, in English: one catalogue, so that a second language is a second file. */
export const words = {
  app: appWords,
  wizard: wizardWords,
  access: accessWords,
  launch: launchWords,
  findings: findingWords,
  problems: problemWords,
  custody: custodyWords,
  keyFiles: keyFileWords,
  keys: keyWords,
} as const;
