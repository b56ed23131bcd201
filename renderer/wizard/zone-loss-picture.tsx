import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { words } from '../../shared/words/en.ts';
import { worstLoss, type ZoneLoss } from '../../shared/zone-loss.ts';

const said = words.wizard.zones.loss;
const NONE = 'none';

type ZoneLossPictureProps = {
  readonly losses: readonly ZoneLoss[];
  /** The zone that is switched off in the picture; null: none. */
  readonly lost: string | null;
  readonly onLose: (zoneId: string | null) => void;
};

/** What is left if a zone fails: as a number, and in the map above for the zone that one tries it with. */
export function ZoneLossPicture({ losses, lost, onLose }: ZoneLossPictureProps) {
  const worst = worstLoss(losses);
  if (worst === null) return null;
  const shown = losses.find(({ zoneId }) => zoneId === lost) ?? null;
  const { left } = shown ?? worst;
  return (
    <SpaceBetween size="s">
      <FormField label={said.title} description={said.try} stretch>
        <SegmentedControl
          label={said.try}
          selectedId={shown?.zoneId ?? NONE}
          options={[
            { id: NONE, text: said.allOn },
            ...losses.map(({ zoneId, zoneName }) => ({ id: zoneId, text: zoneName })),
          ]}
          onChange={({ detail }) => onLose(detail.selectedId === NONE ? null : detail.selectedId)}
        />
      </FormField>
      <div aria-live="polite">
        <StatusIndicator type={left === 0 ? 'warning' : 'success'}>
          {shown === null ? leastInWords(worst, losses.length) : said.without(shown.zoneName, left, shown.of)}
        </StatusIndicator>
      </div>
      <Box color="text-body-secondary">{said.oneService}</Box>
    </SpaceBetween>
  );
}

function leastInWords({ left, of }: ZoneLoss, zones: number): string {
  return zones === 1 ? said.nothing : said.least(left, of);
}
