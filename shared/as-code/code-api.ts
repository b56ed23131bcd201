import type { LaunchPlan } from '../launch-plan.ts';
import type { Outcome } from '../outcome.ts';
import type { CodeFormat } from './code-files.ts';

/** The part of the contract that is about a fleet as code for other tools. Changes nothing in AWS. */
export type CodeApi = {
  /** Asks in which folder, and writes all files into a new one of the fleet's name there; `file-exists` where one of them is there. Null where they chose nowhere. */
  readonly saveCode: (input: CodeAsked) => Promise<Outcome<SavedCode | null>>;
  /** One of the files, as it is now, to the clipboard. */
  readonly copyCode: (input: CodeAsked & { readonly file: string }) => Promise<Outcome<null>>;
};

type CodeAsked = { readonly of: CodeSource; readonly format: CodeFormat };

/** Of a launch it is read anew from AWS. */
export type CodeSource =
  | { readonly kind: 'plan'; readonly plan: LaunchPlan }
  | { readonly kind: 'launch'; readonly launchId: string };

export type SavedCode = { readonly folder: string; readonly files: readonly string[] };
