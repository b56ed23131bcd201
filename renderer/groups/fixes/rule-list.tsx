import Box from '@cloudscape-design/components/box';
import { ruleInWords } from '../../../shared/security-group/rule-in-words.ts';
import type { ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import type { GroupRule } from '../../../shared/security-group/security-group.ts';
import { words } from '../../../shared/words/en.ts';
import { listsOf } from '../lists-of.ts';

type RuleListProps = {
  readonly title: string;
  readonly rules: readonly GroupRule[];
  /** Knows the prefix lists by name; null: they are said by their ids. */
  readonly reviewed: ReviewedGroup | null;
};

/** Rules in words under a heading of their own. */
export function RuleList({ title, rules, reviewed }: RuleListProps) {
  const lists = reviewed === null ? new Map() : listsOf(reviewed);
  return (
    <div>
      <Box variant="h4" tagOverride="h3" padding="n">
        {title}
      </Box>
      {rules.length === 0 ? (
        <Box color="text-body-secondary">{words.groupFixing.preview.nothing}</Box>
      ) : (
        <ul className="plain-list">
          {rules.map((rule, place) => (
            <li key={rule.ruleId ?? place} className="breakable">
              {ruleInWords(rule, lists)}
              {rule.description !== '' && <Box color="text-body-secondary">{rule.description}</Box>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
