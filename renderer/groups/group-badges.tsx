import Badge from '@cloudscape-design/components/badge';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { GroupRow } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';

const said = words.groups.badges;

/** What is special about a group, in a word each. */
export function GroupBadges({ isDefault, isShared, launchId }: GroupRow) {
  if (!isDefault && !isShared && launchId === null) return null;
  return (
    <SpaceBetween direction="horizontal" size="xxs">
      {isDefault && <Badge>{said.default}</Badge>}
      {isShared && <Badge>{said.shared}</Badge>}
      {launchId !== null && <Badge color="blue">{said.keyport}</Badge>}
    </SpaceBetween>
  );
}
