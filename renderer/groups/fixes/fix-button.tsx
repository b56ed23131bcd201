import Button from '@cloudscape-design/components/button';
import type { GroupFinding } from '../../../shared/security-group/group-finding.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { words } from '../../../shared/words/en.ts';

type FixButtonProps = {
  readonly finding: GroupFinding;
  readonly reviewed: ReviewedGroup;
  readonly onFix: () => void;
};

/** Nothing where no repair is offered: then the advice is all there is. */
export function FixButton({ finding, reviewed, onFix }: FixButtonProps) {
  if (finding.fix === null || reviewed.isShared) return null;
  const hasIds = finding.rules.every((place) => reviewed.group.rules[place]?.ruleId != null);
  return (
    <Button
      onClick={onFix}
      disabled={!hasIds}
      {...(hasIds ? {} : { disabledReason: words.groupFixing.noIds })}
    >
      {words.groupFixing.buttons[finding.fix]}
    </Button>
  );
}
