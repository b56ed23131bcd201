import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import type { Network, Zone } from '../../../shared/facts.ts';
import type { Placement } from '../../../shared/launch-plan.ts';
import { MOST_MACHINES, usableZones } from '../../../shared/placement.ts';
import { words } from '../../../shared/words/en.ts';
import type { StepProps } from '../step-props.ts';
import { countedPlacements, hasRoomFor, machinesIn, whyUnusable } from '../zone-choice.ts';
import './zone-counts.css';

const said = words.wizard.zones;

type ZoneCountsProps = Pick<StepProps, 'dispatch'> & {
  readonly network: Network;
  readonly chosen: readonly Placement[];
};

/** Which zones, and how many machines in each. */
export function ZoneCounts({ network, chosen, dispatch }: ZoneCountsProps) {
  const usable = usableZones(network);
  const put = (zone: Zone, count: number) => {
    const placements = countedPlacements(zone.zoneId, count, usable, chosen);
    dispatch({ type: 'choose-zones', mode: 'choose', placements });
  };
  const isFull = chosen.length >= MOST_MACHINES;
  return (
    <FormField
      label={said.which}
      stretch
      {...(isFull ? { constraintText: said.mostMachines(MOST_MACHINES) } : {})}
    >
      <ColumnLayout columns={3}>
        {network.zones.map((zone) => {
          const reason = whyUnusable(zone, network.instanceType);
          const count = machinesIn(zone, chosen);
          return (
            <div key={zone.zoneId}>
              <Checkbox
                checked={count > 0}
                disabled={reason !== null || (count === 0 && isFull)}
                description={reason ?? zone.zoneId}
                onChange={() => put(zone, count > 0 ? 0 : 1)}
              >
                {zone.zoneName}
              </Checkbox>
              {count > 0 && reason === null && (
                <Stepper
                  zoneName={zone.zoneName}
                  count={count}
                  canGrow={hasRoomFor(zone, chosen)}
                  onChange={(next) => put(zone, next)}
                />
              )}
            </div>
          );
        })}
      </ColumnLayout>
    </FormField>
  );
}

type StepperProps = {
  readonly zoneName: string;
  readonly count: number;
  readonly canGrow: boolean;
  readonly onChange: (count: number) => void;
};

/** Down to one: none is what the tick is for. */
function Stepper({ zoneName, count, canGrow, onChange }: StepperProps) {
  return (
    <div className="zone-counts-stepper" role="group" aria-label={said.howMany(zoneName)}>
      <Button
        variant="icon"
        iconName="subtract-minus"
        ariaLabel={said.oneLess(zoneName)}
        disabled={count === 1}
        onClick={() => onChange(count - 1)}
      />
      <Box fontWeight="bold">
        <span aria-live="polite">{said.machines(count)}</span>
      </Box>
      <Button
        variant="icon"
        iconName="add-plus"
        ariaLabel={said.oneMore(zoneName)}
        disabled={!canGrow}
        onClick={() => onChange(count + 1)}
      />
    </div>
  );
}
