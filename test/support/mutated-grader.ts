import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Grader } from './compare-grades.ts';

/** One planted mistake: what stands in a file of `shared/security-group`, and what stands there instead. */
export type Mutation = readonly [file: string, is: string, becomes: string];

const source = path.join(import.meta.dirname, '../../shared/security-group');
/** Inside the project, so that the copy finds the packages. */
const results = path.join(import.meta.dirname, '../../test-results');

/** Keyport's grader from a copy of its files in which these mistakes were planted. What is to be changed must be there. */
export async function mutatedGrader(mutations: readonly Mutation[]): Promise<Grader> {
  fs.mkdirSync(results, { recursive: true });
  const folder = fs.mkdtempSync(path.join(results, 'mutant-'));
  try {
    for (const file of FILES) {
      const text = fs.readFileSync(path.join(source, file), 'utf8');
      const planted = mutations.filter(([changed]) => changed === file).reduce(plant, text);
      fs.writeFileSync(path.join(folder, file), planted);
    }
    const load = async (file: string): Promise<unknown> =>
      import(/* @vite-ignore */ pathToFileURL(path.join(folder, file)).href);
    const described = (await load('described-group.ts')) as Grader;
    const grade = (await load('grade.ts')) as Grader;
    return {
      groupFrom: described.groupFrom,
      readPrefixListsFile: described.readPrefixListsFile,
      gradeOf: grade.gradeOf,
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const FILES = [
  'address-set.ts',
  'cidr.ts',
  'described-group.ts',
  'exposure.ts',
  'grade.ts',
  'group-finding.ts',
  'levels.ts',
  'public-space.ts',
  'read-rules.ts',
  'rule-addresses.ts',
  'rule-ports.ts',
  'security-group.ts',
];

function plant(text: string, [file, is, becomes]: Mutation): string {
  if (!text.includes(is)) throw new Error(`${file} no longer has this: ${is}`);
  return text.replaceAll(is, becomes);
}
