import Autosuggest from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ConnectedAccount } from '../../shared/account.ts';
import { words } from '../../shared/words/en.ts';
import { asksForZone, MOST_NTH, ruleOf, type Preset, type PresetSettings, type Unusable } from './presets.ts';
import { callInWords, effectOf } from './rule-in-words.ts';
import { useZones } from './use-zones.ts';

const said = words.practice.weatherOf;

type FieldsProps = {
  readonly preset: Preset;
  readonly settings: PresetSettings;
  readonly onChange: (edit: Partial<PresetSettings>) => void;
};

type PresetFieldsProps = FieldsProps & {
  readonly wrong: Unusable;
  readonly account: ConnectedAccount | null;
};

/** Only what there is to choose. */
export function PresetFields({ wrong, account, ...fields }: PresetFieldsProps) {
  const { preset, settings } = fields;
  return (
    <SpaceBetween size="l">
      {preset.actions.length > 1 && <CallField {...fields} />}
      {preset.strengths.length > 0 && <StrengthField {...fields} />}
      {asksForZone(preset, settings) && <ZoneField {...fields} isWrong={wrong.zone} account={account} />}
      {preset.canBeOnce && <WhenField {...fields} isWrong={wrong.nth} />}
    </SpaceBetween>
  );
}

function CallField({ preset, settings, onChange }: FieldsProps) {
  const options = preset.actions.map((action) => ({
    value: action,
    label: action === '*' ? said.everyCall : capitalised(callInWords(action, preset.kind)),
    ...(action === '*' ? { description: said.everyCallWhy } : {}),
  }));
  const isAboutMade = preset.kind === 'not-found';
  const { action, actionWhy, maker, makerWhy } = said.settings;
  return (
    <FormField label={isAboutMade ? maker : action} description={isAboutMade ? makerWhy : actionWhy}>
      <Select
        selectedOption={options.find(({ value }) => value === settings.action) ?? null}
        options={options}
        onChange={({ detail }) => onChange({ action: detail.selectedOption.value ?? settings.action })}
      />
    </FormField>
  );
}

/** Each choice is called what it does. */
function StrengthField({ preset, settings, onChange }: FieldsProps) {
  const { kind } = preset;
  if (kind !== 'latency' && kind !== 'throttle' && kind !== 'not-found') return null;
  return (
    <FormField label={said.settings.strength[kind]}>
      <RadioGroup
        value={String(settings.strength)}
        items={preset.strengths.map((_, strength) => ({
          value: String(strength),
          label: effectOf(ruleOf(preset, { ...settings, strength, isOnce: false })),
        }))}
        onChange={({ detail }) => onChange({ strength: Number(detail.value) })}
      />
    </FormField>
  );
}

type ZoneFieldProps = FieldsProps & {
  readonly isWrong: boolean;
  readonly account: ConnectedAccount | null;
};

function ZoneField({ settings, onChange, isWrong, account }: ZoneFieldProps) {
  const zones = useZones(account);
  const options = zones.map((zone) => ({ value: zone }));
  return (
    <FormField
      label={said.settings.zone}
      description={said.settings.zoneWhy}
      errorText={isWrong ? said.settings.zoneWrong : undefined}
    >
      <Autosuggest
        value={settings.zone}
        options={account === null ? [] : [{ label: said.settings.zonesKnown(account.region), options }]}
        placeholder={said.settings.zonePlaceholder}
        enteredTextLabel={said.settings.zoneUse}
        onChange={({ detail }) => onChange({ zone: detail.value })}
      />
    </FormField>
  );
}

function WhenField({ settings, onChange, isWrong }: FieldsProps & { readonly isWrong: boolean }) {
  return (
    <SpaceBetween size="l">
      <FormField label={said.settings.when}>
        <RadioGroup
          value={settings.isOnce ? 'once' : 'always'}
          items={[
            { value: 'always', label: said.settings.always, description: said.settings.alwaysWhy },
            { value: 'once', label: said.settings.once, description: said.settings.onceWhy },
          ]}
          onChange={({ detail }) => onChange({ isOnce: detail.value === 'once' })}
        />
      </FormField>
      {settings.isOnce && (
        <FormField
          label={said.settings.nth}
          description={said.settings.nthWhy}
          errorText={isWrong ? said.settings.nthWrong(MOST_NTH.toLocaleString('en')) : undefined}
        >
          <Input
            value={settings.nth}
            inputMode="numeric"
            onChange={({ detail }) => onChange({ nth: detail.value })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}

/** What goes on in a sentence stands alone here. */
function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
