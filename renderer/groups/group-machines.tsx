import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type {
  AttachedInterface,
  AttachedMachine,
  ReviewedGroup,
} from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';

const said = words.groups.group.machines;

/** Which machines, services and other groups depend on this one. */
export function GroupMachines({ of }: { readonly of: ReviewedGroup }) {
  const { machines, others, launchTemplates } = of.attached;
  const isNothing = machines?.length === 0 && others?.length === 0;
  return (
    <Container header={<Header variant="h2">{said.title}</Header>}>
      <SpaceBetween size="l">
        {(machines === null || others === null) && (
          <StatusIndicator type="warning">{said.unknown}</StatusIndicator>
        )}
        {isNothing && <div>{said.none}</div>}
        {machines !== null && machines.length > 0 && <Machines of={of} machines={machines} />}
        {others !== null && others.length > 0 && <Others others={others} />}
        {launchTemplates === true && <StatusIndicator type="info">{said.templates}</StatusIndicator>}
        {launchTemplates === null && (
          <StatusIndicator type="warning">{said.templatesUnknown}</StatusIndicator>
        )}
        <References of={of} />
      </SpaceBetween>
    </Container>
  );
}

type MachinesProps = { readonly of: ReviewedGroup; readonly machines: readonly AttachedMachine[] };

function Machines({ of, machines }: MachinesProps) {
  const { groupId } = of.group;
  return (
    <SpaceBetween size="xs">
      <Table
        variant="embedded"
        contentDensity="compact"
        wrapLines
        ariaLabels={{ tableLabel: said.title }}
        items={machines}
        columnDefinitions={machineColumns(groupId)}
      />
      {machines.some(({ groupIds }) => groupIds.some((other) => other !== groupId)) && (
        <Box color="text-body-secondary">{said.otherGroups}</Box>
      )}
    </SpaceBetween>
  );
}

function machineColumns(groupId: string): readonly TableProps.ColumnDefinition<AttachedMachine>[] {
  return [
    {
      id: 'name',
      header: said.columns.name,
      isRowHeader: true,
      minWidth: 185,
      cell: ({ name, instanceId }) => (
        <>
          <div>{name ?? said.unnamed}</div>
          <code>{instanceId}</code>
        </>
      ),
    },
    {
      id: 'state',
      header: said.columns.state,
      minWidth: 90,
      cell: ({ state }) => state ?? said.stateUnknown,
    },
    {
      id: 'public',
      header: said.columns.publicAddress,
      minWidth: 150,
      cell: ({ publicIpv4, ipv6 }) => <Lines of={[...publicIpv4, ...ipv6]} none={said.noPublic} />,
    },
    {
      id: 'where',
      header: said.columns.where,
      minWidth: 110,
      cell: ({ zoneName, privateIpv4 }) => (
        <>
          <div>{zoneName}</div>
          <Lines of={privateIpv4} none="" />
        </>
      ),
    },
    {
      id: 'groups',
      header: said.columns.groups,
      minWidth: 140,
      cell: ({ groupIds }) => (
        <Lines of={groupIds.filter((other) => other !== groupId)} none={said.noOtherGroups} />
      ),
    },
  ];
}

function Lines({ of, none }: { readonly of: readonly string[]; readonly none: string }) {
  if (of.length === 0) return none;
  return of.map((line) => (
    <div key={line}>
      <code>{line}</code>
    </div>
  ));
}

function Others({ others }: { readonly others: readonly AttachedInterface[] }) {
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      wrapLines
      header={<Box variant="h3">{said.others}</Box>}
      ariaLabels={{ tableLabel: said.others }}
      items={others}
      columnDefinitions={OTHERS_COLUMNS}
    />
  );
}

const OTHERS_COLUMNS: readonly TableProps.ColumnDefinition<AttachedInterface>[] = [
  {
    id: 'id',
    header: said.othersColumns.id,
    isRowHeader: true,
    minWidth: 190,
    cell: ({ interfaceId }) => <code>{interfaceId}</code>,
  },
  { id: 'type', header: said.othersColumns.type, cell: ({ interfaceType }) => interfaceType },
  {
    id: 'description',
    header: said.othersColumns.description,
    cell: ({ description }) => <span className="breakable">{description}</span>,
  },
  {
    id: 'attached',
    header: said.othersColumns.attached,
    cell: ({ isAttached }) => (isAttached ? said.attached : said.detached),
  },
];

function References({ of: { referencedBy } }: { readonly of: ReviewedGroup }) {
  if (referencedBy.length === 0) return <div>{said.notReferenced}</div>;
  return (
    <div>
      <Box fontWeight="bold">{said.referenced}</Box>
      <ul className="plain-list">
        {referencedBy.map((groupId) => (
          <li key={groupId}>
            <code>{groupId}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
