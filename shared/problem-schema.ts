import { PROBLEM_ACTIONS, PROBLEM_CODES } from './problem.ts';
import { z } from './zod.ts';

// zod would try to compile its checks from text, which the page's policy forbids and reports.
z.config({ jitless: true });

/** How a problem stands in a file of the journal. What an older file does not say about it is not known. */
export const problemSchema = z.strictObject({
  code: z.enum(PROBLEM_CODES),
  title: z.string(),
  explanation: z.string(),
  whatIsRunning: z.string().nullable(),
  actions: z.array(z.enum(PROBLEM_ACTIONS)),
  retryable: z.boolean(),
  requestId: z.string().nullable(),
  raw: z.string().nullable(),
  policy: z.string().nullable().default(null),
  link: z.string().nullable().default(null),
});
