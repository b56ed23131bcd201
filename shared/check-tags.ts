import type { Finding } from './finding.ts';
import type { PlanDraft, PlanTag } from './launch-plan.ts';
import { found, say } from './make-finding.ts';
import { words } from './words/en.ts';

/** Whether AWS, and Keyport's own tags beside them, leave room for these. */
export function checkTags({ tags }: Pick<PlanDraft, 'tags'>): readonly Finding[] {
  if (tags === null) return [];
  const bad = tags.findIndex((_tag, index) => refusalOfTag(tags, index) !== null);
  const tag = tags[bad];
  const reason = tag === undefined ? null : refusalOfTag(tags, bad);
  const refused = said['tag-refused'];
  if (tag !== undefined && reason !== null) {
    const without = tags.filter((_tag, index) => refusalOfTag(tags, index) === null);
    const sentence = refused.sentence[reason](tag.key.slice(0, LONGEST_SHOWN));
    return [found('tag-refused', 'blocker', 'key', say(refused, sentence), [leaveOut(without)])];
  }
  if (tags.length <= MOST_TAGS) return [];
  const tooMany = say(refused, refused.tooMany(tags.length, MOST_TAGS));
  return [found('tag-refused', 'blocker', 'key', tooMany, [leaveOut(tags.slice(0, MOST_TAGS))])];
}

const said = words.findings;
const LONGEST_SHOWN = 40;

function leaveOut(tags: readonly PlanTag[]) {
  return { label: said.fixes.withoutTags, edit: { tags: [...tags] } };
}

/** AWS lets a thing have fifty; four are Keyport's: a name, the launch, who made it, and of a key pair its custody. */
export const MOST_TAGS = 46;

export type TagRefusal =
  'empty' | 'long-key' | 'long-value' | 'of-aws' | 'of-keyport' | 'twice' | 'character';

/**
 * Why the tag at this place cannot be; null where it can. Lengths and the reserved prefix are AWS's (EC2 User Guide, "Tag
 * restrictions"), which tells capitals apart, but not in the prefix.
 */
export function refusalOfTag(tags: readonly PlanTag[], index: number): TagRefusal | null {
  const { key = '', value = '' } = tags[index] ?? {};
  if (key.trim() === '') return 'empty';
  if (lengthOf(key) > 128) return 'long-key';
  if (lengthOf(value) > 256) return 'long-value';
  if (/^aws:/i.test(key)) return 'of-aws';
  if (key === 'Name' || /^keyport:/i.test(key)) return 'of-keyport';
  if (tags.slice(0, index).some((earlier) => earlier.key === key)) return 'twice';
  return /\p{Cc}|\p{Cs}/u.test(key + value) ? 'character' : null;
}

/** In characters of Unicode, as AWS counts. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
