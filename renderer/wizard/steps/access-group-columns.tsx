import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { adminPortOf, type Platform } from '../../../shared/platform.ts';
import type { MyAddresses } from '../../../shared/security-group/groups-api.ts';
import type { LaunchDoor, LaunchGroup } from '../../../shared/security-group/launch-groups.ts';
import { words } from '../../../shared/words/en.ts';
import { openDoorsInWords } from '../../components/doors-in-words.ts';
import { gradeOfGroup, shortDescription } from '../group-choice.ts';

const said = words.wizard.groups;

/** What somebody who chooses has to know of each group. Why one is dangerous stands there before it is chosen. */
export function groupColumns(
  platform: Platform,
  myAddresses: MyAddresses,
  isNarrow: boolean,
): readonly TableProps.ColumnDefinition<LaunchGroup>[] {
  const title = said.columns.me(words.wizard.access.ruleOf[platform]);
  const me = ({ doors }: LaunchGroup) => (
    <Me
      admitsMe={doors.find(({ port }) => port === adminPortOf(platform))?.admitsMe ?? 'unknown'}
      isAddressKnown={myAddresses.ipv4 !== null || myAddresses.ipv6 !== null}
    />
  );
  const doorsAndMe = (row: LaunchGroup) => (
    <SpaceBetween size="xs">
      <Doors {...row} />
      <div>
        <Box variant="small">{title}</Box>
        {me(row)}
      </div>
    </SpaceBetween>
  );
  return [
    {
      id: 'group',
      header: said.columns.group,
      cell: Name,
      isRowHeader: true,
      minWidth: isNarrow ? 110 : 125,
    },
    { id: 'grade', header: said.columns.grade, cell: Grade, minWidth: isNarrow ? 165 : 150 },
    { id: 'doors', header: said.columns.doors, cell: isNarrow ? doorsAndMe : Doors, minWidth: 130 },
    ...(isNarrow ? [] : [{ id: 'me', header: title, cell: me, minWidth: 130 }]),
  ];
}

function Name({ group }: LaunchGroup) {
  return (
    <SpaceBetween size="xxxs">
      <div className="breakable">{group.name}</div>
      <Box variant="small" color="text-body-secondary">
        <span className="breakable">{group.groupId}</span>
      </Box>
      <Box variant="small" color="text-body-secondary">
        <span className="breakable">{shortDescription(group.description)}</span>
      </Box>
    </SpaceBetween>
  );
}

function Grade(row: LaunchGroup) {
  const grade = gradeOfGroup(row);
  const sentences = row.findings.filter(({ severity }) => severity === grade).map(({ sentence }) => sentence);
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type={MARKS[grade]}>{said.grade[grade]}</StatusIndicator>
      {sentences.map((sentence) => (
        <Box key={sentence} variant="small">
          {sentence}
        </Box>
      ))}
      {grade === 'danger' && (
        <Box variant="small" fontWeight="bold">
          {said.dangerNeeds}
        </Box>
      )}
    </SpaceBetween>
  );
}

const MARKS: Readonly<Record<ReturnType<typeof gradeOfGroup>, StatusIndicatorProps.Type>> = {
  danger: 'error',
  caution: 'warning',
  fine: 'success',
};

function Doors({ doors }: LaunchGroup) {
  return (
    <SpaceBetween size="xxxs">
      {openDoorsInWords(doors).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </SpaceBetween>
  );
}

function Me({
  admitsMe,
  isAddressKnown,
}: Pick<LaunchDoor, 'admitsMe'> & { readonly isAddressKnown: boolean }) {
  return (
    <SpaceBetween size="xxxs">
      <StatusIndicator type={ADMISSION_MARKS[admitsMe]}>{said.admitsMe[admitsMe]}</StatusIndicator>
      {admitsMe === 'unknown' && !isAddressKnown && <Box variant="small">{said.noAddress}</Box>}
    </SpaceBetween>
  );
}

const ADMISSION_MARKS: Readonly<Record<LaunchDoor['admitsMe'], StatusIndicatorProps.Type>> = {
  yes: 'success',
  no: 'warning',
  unknown: 'info',
};
