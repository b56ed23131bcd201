import type { StoreKind } from '../../keys/vault.ts';
import type { Finding } from '../../finding.ts';
import type { Problem } from '../../problem.ts';
import { findingWords } from './findings.ts';
import { keyCopyWords } from './keys-copies.ts';
import { keyTroubleWords } from './key-troubles.ts';
import { keyWords } from './keys.ts';
import { launchWords } from './launch.ts';
import { practiceWords } from './practice.ts';
import { problemWords } from './problems.ts';
import { storeWords } from './stores.ts';
import { wizardWords } from './wizard.ts';

type OtherStore = Exclude<StoreKind, 'keychain'>;

/**
 * The one place that decides what the store of private keys is called. The catalogue says “your keychain”, which is where they
 * usually are; here the sentence is said of the store they are really in. A keychain that is named as the system's own, and what
 * stands in quotation marks, stay as they are: the latter may be the name of a key.
 */
export function inStore(kind: StoreKind, sentence: string): string {
  if (kind === 'keychain') return sentence;
  return OTHERWISE.get(sentence)?.[kind] ?? renamed(NAMES[kind], sentence);
}

/** A problem in words about the store that it is about. */
export function problemInStore(kind: StoreKind, problem: Problem): Problem {
  const { title, explanation } = problem;
  return { ...problem, title: inStore(kind, title), explanation: inStore(kind, explanation) };
}

/** A finding in words about the store that the private key would go to. */
export function findingInStore(kind: StoreKind, finding: Finding): Finding {
  return { ...finding, sentence: inStore(kind, finding.sentence), why: inStore(kind, finding.why) };
}

const NAMES = {
  file: { your: 'your encrypted file', noun: 'encrypted file' },
  practice: { your: 'the plain file of practice', noun: 'plain file of practice' },
} as const satisfies Record<OtherStore, unknown>;

const PLACE = /(?<!“[^”]*)\b(your|the|this|old) keychain\b(?! of your system)/gi;

function renamed({ your, noun }: (typeof NAMES)[OtherStore], sentence: string): string {
  return sentence.replaceAll(PLACE, (_, article: string) => {
    if (article === 'Your') return `${your.charAt(0).toUpperCase()}${your.slice(1)}`;
    return article === 'your' ? your : `${article} ${noun}`;
  });
}

const { connect } = launchWords;
const { held } = keyWords.vault;
const absent = { problem: problemWords['keychain-absent'], finding: findingWords['keychain-absent'] };

/** Where another name is not enough: what is true of a keychain, and of no file. */
const OTHERWISE: ReadonlyMap<string, Partial<Record<OtherStore, string>>> = new Map([
  [
    connect.keyWhere,
    {
      file: 'The private key is in your encrypted file, as',
      practice: 'The private key is in the plain file of practice, as',
    },
  ],
  [connect.keyCopy, { practice: practiceWords.launch.keyCopy }],
  [keyWords.copies.keychain, { file: keyWords.copies.file, practice: 'Plain file of practice' }],
  [keyCopyWords.keychain, { file: keyCopyWords.vaultFile, practice: 'the plain file of practice' }],
  [
    wizardWords.review.what.keychain,
    { file: 'Entry in your encrypted file', practice: 'Entry in the plain file of practice' },
  ],
  [
    keyWords.agent.why,
    {
      file: 'Keyport can answer ssh by itself, as an ssh agent for this one key. The private key stays in your encrypted file: no other file, no copy. You are asked before a program may use it.',
      practice:
        'Keyport can answer ssh by itself, as an ssh agent for this one key. You are asked before a program may use it. A practice key opens nothing, but you can see how it works.',
    },
  ],
  [
    keyWords.dialogs.add.passphraseWhy,
    { practice: 'Needed once, to read the file. In the plain file of practice nothing protects the key.' },
  ],
  [
    keyWords.dialogs.export.warn,
    {
      practice:
        'A private key in a file can be copied by every program you run, and nobody would notice. This one opens nothing. To log in with a real one, use “Use with ssh” instead; for a spare copy, make an encrypted backup.',
    },
  ],
  [
    held.retryWhy,
    {
      file: 'Unlock the file or make room on the disk first. The best end, when it works.',
      practice: 'Make room on the disk first. The best end, when it works.',
    },
  ],
  [
    problemWords['keychain-full'].title,
    {
      file: 'Your encrypted file could not be written',
      practice: 'The plain file of practice could not be written',
    },
  ],
  [
    keyTroubleWords['missing-here'].explanation,
    {
      practice:
        'It was not in there: somebody or something removed it. Restore it from a backup, or create another key to practise with.',
    },
  ],
  [problemWords['keychain-locked'].explanation, { file: problemWords['store-locked'].explanation }],
  [absent.problem.title, { file: 'Your encrypted file is not there' }],
  [absent.problem.explanation, { file: storeWords.vaultFileGone }],
  [absent.finding.sentence, { file: 'Your encrypted file is not there.' }],
  [absent.finding.why, { file: 'The private key would have no safe place.' }],
]);
