import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found, say } from './make-finding.ts';
import { missingTags } from './required-tags.ts';
import { words } from './words/en.ts';

const said = words.findings;

/** Whether every tag is there that is required on this computer: one finding for each that is not. */
export function checkRequiredTags(
  { tags }: Pick<PlanDraft, 'tags'>,
  { requiredTags }: Pick<Facts, 'requiredTags'>,
): readonly Finding[] {
  if (tags === null || requiredTags === null) return [];
  const required = said['tag-required'];
  return missingTags(tags, requiredTags).map(({ key, value }) => {
    const others = tags.filter((tag) => tag.key !== key);
    const sentence = (others.length === tags.length ? required.sentence.missing : required.sentence.empty)(
      shown(key),
    );
    const fix = {
      label: said.fixes.setTag(shown(key), shown(value)),
      edit: { tags: [...others, { key, value }] },
    };
    return found('tag-required', 'blocker', 'key', say(required, sentence), value.trim() === '' ? [] : [fix]);
  });
}

/** A key may be as long as a line; two that begin alike are still two findings. */
function shown(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

const LONGEST_SHOWN = 128;
