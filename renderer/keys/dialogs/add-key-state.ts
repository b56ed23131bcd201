import type { AddedKey, ChosenFile } from '../../../shared/keys/keys-api.ts';
import type { Problem } from '../../../shared/problem.ts';
import { assertNever } from '../../../shared/assert-never.ts';
import { nameOfFile } from '../name-of-file.ts';

/** Adding a key: a file, a name, a passphrase where the file has one, and what came of it. */
export type AddKeyState = {
  readonly file: ChosenFile | null;
  readonly name: string;
  /** True once the person has typed a name: another file does not take it away. */
  readonly isNamed: boolean;
  /** Null while nobody has said that there is one: the field is not shown before. */
  readonly passphrase: string | null;
  readonly isWrong: boolean;
  readonly added: AddedKey | null;
};

export type AddKeyAction =
  | { readonly type: 'chosen'; readonly file: ChosenFile; readonly taken: readonly string[] }
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'typed'; readonly passphrase: string }
  | { readonly type: 'refused'; readonly code: Problem['code'] }
  | { readonly type: 'added'; readonly added: AddedKey };

export const NOTHING_CHOSEN: AddKeyState = {
  file: null,
  name: '',
  isNamed: false,
  passphrase: null,
  isWrong: false,
  added: null,
};

export function addKeyReducer(state: AddKeyState, action: AddKeyAction): AddKeyState {
  switch (action.type) {
    case 'chosen': {
      const { file, taken } = action;
      const name = state.isNamed ? state.name : nameOfFile(file.name, taken);
      return { ...state, file, name, passphrase: null, isWrong: false };
    }
    case 'named':
      return { ...state, name: action.name, isNamed: true };
    case 'typed':
      return { ...state, passphrase: action.passphrase, isWrong: false };
    case 'refused':
      return refused(state, action.code);
    case 'added':
      // The passphrase has done its work.
      return { ...state, added: action.added, passphrase: null };
    default:
      return assertNever(action);
  }
}

/** Two refusals are no failures but a question: is there a passphrase, and which. What was typed stays. */
function refused(state: AddKeyState, code: Problem['code']): AddKeyState {
  if (code === 'passphrase-needed') return { ...state, passphrase: state.passphrase ?? '', isWrong: false };
  if (code === 'passphrase-wrong') return { ...state, passphrase: state.passphrase ?? '', isWrong: true };
  return state;
}

export function asksPassphrase(problem: Problem | null): boolean {
  return problem?.code === 'passphrase-needed' || problem?.code === 'passphrase-wrong';
}
