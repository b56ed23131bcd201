import { describe, expect, test } from 'vitest';
import { FINDING_IDS } from '../../shared/finding.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { PROBLEM_CODES } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { spoken } from './spoken.ts';

/** A whole sentence: begins as one (or with a name that was put in), and ends in a full stop. */
const SENTENCE = /^[A-Z“«3].*[^\s.]\.$/s;

test.each(FINDING_IDS)('the finding %s is said in whole sentences', (id) => {
  const { sentence, why } = words.findings[id];

  for (const text of spoken(sentence)) expect(text).toMatch(SENTENCE);
  expect(why).toMatch(SENTENCE);
});

test.each(PROBLEM_CODES)('the problem %s has a title and whole sentences', (code) => {
  const { title, explanation } = makeProblem(code);

  expect(title).toMatch(/^[A-Z].*[^\s.!]$/);
  expect(explanation).toMatch(SENTENCE);
});

test('every problem is made the same way: nothing is undefined, nothing is invented', () => {
  for (const code of PROBLEM_CODES) {
    expect(makeProblem(code, { raw: null })).toEqual({
      code,
      title: words.problems[code].title,
      explanation: words.problems[code].explanation,
      whatIsRunning: null,
      actions: [],
      retryable: false,
      requestId: null,
      raw: null,
      policy: null,
      link: null,
    });
  }
  expect(makeProblem('unexpected', { explanation: 'Known better.' }).explanation).toBe('Known better.');
});

describe('no text of the catalogue', () => {
  const texts = spoken(words);

  test('is empty, has a blank at an end or a hole in it', () => {
    expect(texts.length).toBeGreaterThan(300);
    for (const text of texts) {
      expect(text, JSON.stringify(text)).toMatch(/^\S(.*\S)?$/s);
      expect(text).not.toMatch(/undefined|\bnull\b|NaN|\[object|\$\{| {2}/);
    }
  });
});
