import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ADDRESS_FAMILIES } from '../../shared/security-group/exposure.ts';
import type { GroupExposure } from '../../shared/security-group/group-finding.ts';
import type { ReviewedGroup } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';

const said = words.groups.group.facts;

type GroupFactsProps = { readonly of: ReviewedGroup; readonly accountId: string };

export function GroupFacts({ of, accountId }: GroupFactsProps) {
  const { group, exposure, launchId } = of;
  return (
    <Container>
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={4}
          items={[
            { label: said.id, value: <code>{group.groupId}</code> },
            { label: said.vpc, value: group.vpcId === null ? said.noVpc : <code>{group.vpcId}</code> },
            {
              label: said.owner,
              value: group.ownerId === accountId ? words.groups.table.mine : said.ownerOther(group.ownerId),
            },
            {
              label: said.description,
              value: group.description === '' ? said.noDescription : group.description,
            },
            ...(launchId === null ? [] : [{ label: said.launch, value: <code>{launchId}</code> }]),
          ]}
        />
        <Reach exposure={exposure} />
      </SpaceBetween>
    </Container>
  );
}

/** Said once where both families are alike. */
function Reach({ exposure }: { readonly exposure: GroupExposure }) {
  const { level, isKnown } = exposure;
  const sure = isKnown ? '' : `, ${words.groups.notSure}`;
  const isAlike = level.ipv4 === level.ipv6;
  return (
    <div>
      <Box variant="awsui-key-label">{said.reach}</Box>
      {(isAlike ? (['ipv4'] as const) : ADDRESS_FAMILIES).map((family) => (
        <div key={family}>
          <strong>
            {isAlike ? '' : `${words.groups.family[family]}: `}
            {words.groups.reach[level[family]]}
            {sure}
          </strong>
          . {isKnown ? words.groups.reachWhy[level[family]] : words.groups.reachUnsure}
        </div>
      ))}
    </div>
  );
}
