import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tiles from '@cloudscape-design/components/tiles';
import { useState } from 'react';
import type { Network } from '../../../shared/facts.ts';
import { asChosen, chosenSubnets } from '../../../shared/network-choice.ts';
import { usableZones } from '../../../shared/placement.ts';
import { words } from '../../../shared/words/en.ts';
import { zoneLosses } from '../../../shared/zone-loss.ts';
import { FindingAlerts } from '../../components/finding-alerts.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { ZoneMap } from '../../components/zone-map.tsx';
import { FleetSummary } from '../fleet-summary.tsx';
import { alertsOf } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { machinesIn, placementsFor, readMode, whyUnusable } from '../zone-choice.ts';
import { ZoneLossPicture } from '../zone-loss-picture.tsx';
import { MakeNetwork } from './make-network.tsx';
import { ZoneCounts } from './zone-counts.tsx';
import { NetworkChoice } from './zones-network.tsx';

const said = words.wizard.zones;

export function ZonesStep(props: StepProps) {
  const { state, readings, findings, dispatch } = props;
  const { network } = readings;
  const applyFix = (edit: Parameters<StepProps['change']>[0]) =>
    edit.placements === undefined || edit.placements === null
      ? props.change(edit)
      : dispatch({ type: 'choose-zones', mode: 'choose', placements: edit.placements });
  if (network.problem !== null) {
    const on = {
      retry: network.again,
      'choose-size': () => props.goTo('size'),
      'choose-account': () => props.goTo('account'),
    };
    return <ProblemAlert problem={network.problem} on={on} />;
  }
  if (network.value === null) return <StatusIndicator type="loading">{said.reading}</StatusIndicator>;
  return (
    <SpaceBetween size="l">
      {network.value.vpcId !== null && (
        <ZoneChoice
          {...props}
          network={asChosen(network.value, chosenSubnets(state.draft.placements ?? []))}
        />
      )}
      {(network.value.vpcs ?? []).length > 0 && <NetworkChoice {...props} network={network.value} />}
      <FindingAlerts findings={alertsOf('zones', findings)} onFix={({ edit }) => applyFix(edit)} />
      {network.value.vpcId === null && (
        <SpaceBetween direction="horizontal" size="xs">
          {readings.choice !== null && (
            <MakeNetwork where={readings.choice} zoneName={null} onMade={network.again} />
          )}
          <Button onClick={() => props.goTo('account')}>{said.otherRegion}</Button>
          <Button loading={network.isReading} onClick={network.again}>
            {said.readAgain}
          </Button>
        </SpaceBetween>
      )}
      <FleetSummary draft={state.draft} prices={readings.prices.value} />
    </SpaceBetween>
  );
}

type ZoneChoiceProps = StepProps & { readonly network: Network };

function ZoneChoice({ state, dispatch, readings, network }: ZoneChoiceProps) {
  const usable = usableZones(network);
  const chosen = state.draft.placements ?? [];
  const region = readings.choice?.region ?? '';
  const losses = zoneLosses(chosen);
  const [switchedOff, switchOff] = useState<string | null>(null);
  const lost = losses.some(({ zoneId }) => zoneId === switchedOff) ? switchedOff : null;
  return (
    <Container>
      <SpaceBetween size="l">
        <FormField label={said.legend} stretch>
          <Tiles
            value={state.zoneMode}
            columns={3}
            items={[
              { value: 'every', label: said.every(usable.length), description: said.everyWhy(usable.length) },
              { value: 'two', label: said.two, description: said.twoWhy, disabled: usable.length < 2 },
              { value: 'choose', label: said.choose, description: said.chooseWhy },
            ]}
            onChange={({ detail }) => {
              const mode = readMode(detail.value);
              dispatch({ type: 'choose-zones', mode, placements: placementsFor(mode, usable, chosen) });
            }}
          />
        </FormField>
        {state.zoneMode === 'choose' && <ZoneCounts network={network} chosen={chosen} dispatch={dispatch} />}
        <ZoneMap
          title={said.map(region)}
          zones={network.zones.map((zone) => {
            const machines = machinesIn(zone, chosen);
            const reason = whyUnusable(zone, network.instanceType);
            const isLost = zone.zoneId === lost;
            return {
              name: zone.zoneName,
              zoneId: zone.zoneId,
              machines,
              isUsable: reason === null,
              isLost,
              caption: isLost
                ? said.loss.lost
                : (reason ?? (machines > 0 ? said.machines(machines) : said.noMachine)),
            };
          })}
        />
        <ZoneLossPicture losses={losses} lost={lost} onLose={switchOff} />
      </SpaceBetween>
    </Container>
  );
}
