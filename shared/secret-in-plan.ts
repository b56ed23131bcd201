import type { LaunchPlan } from './launch-plan.ts';
import { secretIn } from './looks-secret.ts';
import { words } from './words/en.ts';

/** Where a plan looks as if it held a secret, and what to do about it; null where it does not. Only what a person has written can. */
export function secretInPlan({ script, tags }: Pick<LaunchPlan, 'script' | 'tags'>): string | null {
  const inScript = script.kind === 'own' ? secretIn(script.text) : null;
  if (inScript !== null) return words.planFiles.secretInScript(inScript.line);
  const tag = tags.find(({ key, value }) => secretIn(`${key}=${value}`) !== null);
  return tag === undefined ? null : words.planFiles.secretInTag(tag.key);
}
