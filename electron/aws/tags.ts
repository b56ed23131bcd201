import type { ResourceType, Tag, TagSpecification } from '@aws-sdk/client-ec2';

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

/** The tags of an answer by key; EC2 gives a tag without a value as one that has none. */
export function tagsFrom(tags: readonly Tag[] = []): Tags {
  return Object.fromEntries(tags.flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])));
}

/** The same tags for each of these kinds of thing; nothing at all when there are none, as EC2 refuses empty lists. */
export function tagSpecifications(tags: Tags, ...kinds: readonly ResourceType[]): TagSpecification[] {
  const list: Tag[] = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return list.length === 0 ? [] : kinds.map((ResourceType) => ({ ResourceType, Tags: list }));
}
