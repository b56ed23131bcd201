import { useState } from 'react';
import RadioGroup, { type RadioGroupProps } from '@cloudscape-design/components/radio-group';
import FormField from '@cloudscape-design/components/form-field';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Launch, LaunchZone } from '../../shared/launch.ts';
import type { OfferedType, ZoneAnswer, ZoneOffers } from '../../shared/launches-api.ts';
import { priceInWords } from '../../shared/money.ts';
import { words } from '../../shared/words/en.ts';
import { FormModal } from '../components/form-modal.tsx';
import { gib } from '../components/numbers.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { useOutcome } from '../use-outcome.ts';
import { addsInWords, isPractised } from './cost-of-launch.ts';

const said = words.launches.offers;

type ZoneAnswerDialogProps = {
  readonly launch: Launch;
  readonly zone: LaunchZone;
  readonly kind: 'zone' | 'type';
  readonly onClose: () => void;
};

/** Where else, or as what else, the machine of a placement is to be started: what AWS offers now. */
export function ZoneAnswerDialog({ launch, zone, kind, onClose }: ZoneAnswerDialogProps) {
  const { launchId } = launch;
  const { placementId, zoneName } = zone;
  const offers = useOutcome({
    key: ['zone-offers', launchId, placementId, zone.zoneId, zone.instanceType],
    read: () => window.keyport.readZoneOffers({ launchId, placementId }),
    isReadOnEachVisit: true,
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const act = useAct();
  const options = offers.value === null ? [] : OPTIONS[kind](offers.value);
  const picked = options.some(({ value }) => value === chosen) ? chosen : (options[0]?.value ?? null);
  const answer = offers.value === null || picked === null ? null : answerOf(kind, offers.value, picked);
  const texts = TEXTS[kind];
  return (
    <FormModal
      title={texts.title(zoneName)}
      submit={texts.submit}
      cancel={said.cancel}
      obstacle={answer === null ? '' : null}
      isBusy={act.isBusy}
      problem={act.problem}
      onClose={onClose}
      onSubmit={() => {
        if (answer === null) return;
        act.run(() => window.keyport.answerZone({ launchId, placementId, answer }), onClose);
      }}
    >
      <div>{texts.why}</div>
      {offers.isReading && <StatusIndicator type="loading">{said.reading}</StatusIndicator>}
      {offers.problem !== null && <ProblemAlert problem={offers.problem} on={{ retry: offers.again }} />}
      {offers.value !== null && options.length === 0 && (
        <StatusIndicator type="warning">{texts.none}</StatusIndicator>
      )}
      {kind === 'zone' && offers.value !== null && options.length > 0 && (
        <div>{addsInWords(offers.value.price)}</div>
      )}
      {isPractised(launch) && <div>{words.practice.launch.asForReal}</div>}
      {options.length > 0 && (
        <FormField label={texts.label}>
          <RadioGroup value={picked} items={options} onChange={({ detail }) => setChosen(detail.value)} />
        </FormField>
      )}
    </FormModal>
  );
}

const TEXTS = {
  zone: {
    title: said.zoneTitle,
    why: said.zoneWhy,
    label: said.zoneLabel,
    none: said.zoneNone,
    submit: said.submitZone,
  },
  type: {
    title: said.sizeTitle,
    why: said.sizeWhy,
    label: said.sizeLabel,
    none: said.sizeNone,
    submit: said.submitSize,
  },
} as const;

type Options = readonly RadioGroupProps.RadioButtonDefinition[];

const OPTIONS = {
  zone: ({ zones }: ZoneOffers): Options =>
    zones.map(({ zoneId, zoneName, hasMachine }) => ({
      value: zoneId,
      label: words.launches.map.zone(zoneName, zoneId),
      description: hasMachine ? said.zoneTaken : said.zoneFree,
    })),
  type: ({ types }: ZoneOffers): Options =>
    types.map((type) => ({ value: type.name, label: type.name, description: factsOf(type) })),
} as const;

function factsOf({ vcpus, memoryMiB, price, isFreeTierEligible }: OfferedType): string {
  return [
    said.sizeFacts(vcpus, gib(memoryMiB)),
    priceInWords(price),
    ...(isFreeTierEligible ? [said.freeTier] : []),
  ].join(' · ');
}

function answerOf(kind: 'zone' | 'type', { zones }: ZoneOffers, picked: string): ZoneAnswer | null {
  if (kind === 'type') return { kind, instanceType: picked };
  const found = zones.find(({ zoneId }) => zoneId === picked);
  if (found === undefined) return null;
  const { zoneName, zoneId, subnetId } = found;
  return { kind, placement: { zoneName, zoneId, subnetId } };
}
