import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { Network } from '../../../shared/facts.ts';
import type { ReachVerdict } from '../../../shared/reachability.ts';
import { words } from '../../../shared/words/en.ts';
import { aboutSubnet, nameOfVpc, networkRows, reachOfAll, type NetworkRow } from '../network-rows.ts';
import type { StepProps } from '../step-props.ts';
import { MakeNetwork } from './make-network.tsx';

const said = words.network;

type NetworkProps = StepProps & { readonly network: Network };

/** In which network the fleet stands: closed for those who take what is proposed, with the answer they want in its title. */
export function NetworkChoice(props: NetworkProps) {
  const { network, state } = props;
  const rows = networkRows(network, state.draft);
  const vpc = network.vpcs?.find(({ vpcId }) => vpcId === network.vpcId);
  const zones = rows.filter(({ zone }) => zone.subnetId !== null).length;
  const summary =
    vpc === undefined
      ? said.noDefault
      : `${said.summary(nameOfVpc(vpc), zones)}: ${said.reachable[reachOfAll(rows)]}`;
  const isUnusual = vpc?.isDefault !== true || reachOfAll(rows) !== 'yes';
  return (
    <ExpandableSection
      key={network.vpcId ?? ''}
      variant="container"
      headerText={said.title}
      headerDescription={summary}
      defaultExpanded={isUnusual}
    >
      <SpaceBetween size="l">
        <Box color="text-body-secondary">{said.why}</Box>
        <WhichNetwork {...props} />
        <LeftOut network={network} />
        {vpc !== undefined && <Subnets {...props} rows={rows} />}
        {vpc?.isDefault === true && <MissingSubnets {...props} rows={rows} />}
      </SpaceBetween>
    </ExpandableSection>
  );
}

function WhichNetwork({ network, dispatch }: NetworkProps) {
  const options = (network.vpcs ?? []).map((vpc) => ({
    value: vpc.vpcId,
    label: nameOfVpc(vpc),
    labelTag: vpc.vpcId,
    description: vpc.cidrs.join(', '),
  }));
  return (
    <FormField label={said.choose} description={said.chooseWhy}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === network.vpcId) ?? null}
        placeholder={said.placeholder}
        empty={said.none}
        triggerVariant="option"
        onChange={({ detail }) =>
          dispatch({ type: 'choose-network', vpcId: detail.selectedOption.value ?? null })
        }
      />
    </FormField>
  );
}

/** Said, because a person may look for them. */
function LeftOut({ network }: { readonly network: Network }) {
  const zones = network.otherZones ?? [];
  if (zones.length === 0) return null;
  const hasOthers = network.zones.some(({ subnetId }) => subnetId !== null);
  return (
    <Alert type={hasOthers ? 'info' : 'warning'} statusIconAriaLabel={words.app.severity.note}>
      {hasOthers ? said.leftOut(zones.join(', ')) : said.onlyLeftOut(zones.join(', '))}
    </Alert>
  );
}

function Subnets({ rows, dispatch }: NetworkProps & { readonly rows: readonly NetworkRow[] }) {
  return (
    <Table
      variant="embedded"
      wrapLines
      ariaLabels={{ tableLabel: said.subnets, itemSelectionLabel: () => '', selectionGroupLabel: '' }}
      header={
        <Box>
          <Box variant="awsui-key-label">{said.subnets}</Box>
          <Box color="text-body-secondary" fontSize="body-s">
            {said.subnetsWhy}
          </Box>
        </Box>
      }
      items={[...rows]}
      trackBy={({ zone }) => zone.zoneId}
      columnDefinitions={[
        {
          id: 'zone',
          header: said.columns.zone,
          isRowHeader: true,
          minWidth: 130,
          cell: zoneCell,
        },
        {
          id: 'subnet',
          header: said.columns.subnet,
          minWidth: 250,
          cell: (row) => subnetCell(row, dispatch),
        },
        {
          id: 'free',
          header: said.columns.free,
          minWidth: 110,
          cell: ({ zone }) => (zone.subnetId === null ? '–' : (zone.freeAddresses ?? said.freeUnknown)),
        },
        {
          id: 'reach',
          header: said.columns.reach,
          minWidth: 220,
          cell: reachCell,
        },
      ]}
    />
  );
}

/** Only the default network has subnets that AWS makes by itself. */
function MissingSubnets({ rows, readings }: NetworkProps & { readonly rows: readonly NetworkRow[] }) {
  const { choice, network } = readings;
  const missing = rows.filter(({ zone }) => zone.isAvailable && zone.subnetId === null);
  if (choice === null || missing.length === 0) return null;
  return (
    <SpaceBetween direction="horizontal" size="m">
      {missing.map(({ zone: { zoneName, zoneId } }) => (
        <MakeNetwork key={zoneId} where={choice} zoneName={zoneName} onMade={network.again} />
      ))}
    </SpaceBetween>
  );
}

function zoneCell({ zone }: NetworkRow) {
  return withNote(zone.zoneName, zone.zoneId);
}

/** A list to choose from only where there is a choice. */
function subnetCell({ zone, hasMachine }: NetworkRow, dispatch: StepProps['dispatch']) {
  if (zone.subnetId === null) return said.noSubnet;
  const subnets = zone.subnets ?? [];
  const shown = subnets.find(({ subnetId }) => subnetId === zone.subnetId);
  if (shown === undefined) return zone.subnetId;
  if (subnets.length < 2 || !hasMachine) return withNote(shown.name ?? shown.subnetId, aboutSubnet(shown));
  const options = subnets.map((subnet) => ({
    value: subnet.subnetId,
    label: subnet.name ?? subnet.subnetId,
    description: aboutSubnet(subnet),
    ...(subnet.name === null ? {} : { labelTag: subnet.subnetId }),
  }));
  return (
    <Select
      ariaLabel={said.subnetOf(zone.zoneName)}
      options={options}
      selectedOption={options.find(({ value }) => value === zone.subnetId) ?? null}
      expandToViewport
      onChange={({ detail }) => {
        const subnetId = detail.selectedOption.value;
        if (subnetId !== undefined) dispatch({ type: 'choose-subnet', zoneId: zone.zoneId, subnetId });
      }}
    />
  );
}

const SIGN: Readonly<Record<ReachVerdict, StatusIndicatorProps.Type>> = {
  yes: 'success',
  no: 'error',
  unknown: 'warning',
};

function reachCell({ reach }: NetworkRow) {
  if (reach === null) return '–';
  const { verdict, why } = reach;
  return withNote(<StatusIndicator type={SIGN[verdict]}>{said.reach[verdict]}</StatusIndicator>, why);
}

function withNote(shown: ReactNode, note: string) {
  return (
    <div>
      {shown}
      <Box color="text-body-secondary" fontSize="body-s">
        {note}
      </Box>
    </div>
  );
}
