import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import { ruleInWords } from '../../shared/security-group/rule-in-words.ts';
import type { GroupRule, PrefixLists } from '../../shared/security-group/security-group.ts';
import { words } from '../../shared/words/en.ts';
import './rule-in-words.css';
import { listsOf } from './lists-of.ts';

const said = words.groups.group.rules;

/** Every rule in words, who may come in before where it may call. */
export function GroupRules({ of }: { readonly of: ReviewedGroup }) {
  const { rules } = of.group;
  const lists = listsOf(of);
  const inbound = rules.filter(({ isEgress }) => !isEgress);
  const outbound = rules.filter(({ isEgress }) => isEgress);
  return (
    <Container header={<Header variant="h2">{said.title}</Header>}>
      <SpaceBetween size="l">
        <RuleTable title={said.inbound(inbound.length)} rules={inbound} lists={lists} none={said.noInbound} />
        <RuleTable
          title={said.outbound(outbound.length)}
          rules={outbound}
          lists={lists}
          none={said.noOutbound}
        />
        <Box color="text-body-secondary">{said.statefulIn}</Box>
      </SpaceBetween>
    </Container>
  );
}

type RuleTableProps = {
  readonly title: string;
  readonly rules: readonly GroupRule[];
  readonly lists: PrefixLists;
  readonly none: string;
};

function RuleTable({ title, rules, lists, none }: RuleTableProps) {
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      wrapLines
      header={<Box variant="h3">{title}</Box>}
      ariaLabels={{ tableLabel: title }}
      items={rules}
      empty={none}
      columnDefinitions={ruleColumns(lists)}
    />
  );
}

function ruleColumns(lists: PrefixLists): readonly TableProps.ColumnDefinition<GroupRule>[] {
  return [
    {
      id: 'rule',
      header: said.columns.rule,
      isRowHeader: true,
      minWidth: 260,
      cell: (rule) => <span className="rule-in-words">{ruleInWords(rule, lists)}</span>,
    },
    {
      id: 'description',
      header: said.columns.description,
      minWidth: 140,
      cell: ({ description }) => (
        <span className="breakable">{description === '' ? words.groups.table.free : description}</span>
      ),
    },
    {
      id: 'id',
      header: said.columns.id,
      minWidth: 190,
      cell: ({ ruleId }) => (ruleId === null ? said.noId : <code>{ruleId}</code>),
    },
  ];
}
