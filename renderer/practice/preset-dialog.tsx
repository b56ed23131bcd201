import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import type { ConnectedAccount } from '../../shared/account.ts';
import type { WeatherRule } from '../../shared/practice/weather.ts';
import type { Problem } from '../../shared/problem.ts';
import { words } from '../../shared/words/en.ts';
import { FormModal } from '../components/form-modal.tsx';
import { firstSettings, ruleOf, unusable, type Preset } from './presets.ts';
import { PresetFields } from './preset-fields.tsx';
import { ruleInWords } from './rule-in-words.ts';

const said = words.practice.weatherOf;

type PresetDialogProps = {
  readonly preset: Preset;
  readonly account: ConnectedAccount | null;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly onAdd: (rule: WeatherRule) => void;
  readonly onClose: () => void;
};

/** The few questions before something goes wrong: all of them answered, so that one click is enough. */
export function PresetDialog({ preset, account, isBusy, problem, onAdd, onClose }: PresetDialogProps) {
  const [settings, setSettings] = useState(() => firstSettings(preset, account?.region ?? null));
  const wrong = unusable(preset, settings);
  const isWrong = wrong.zone || wrong.nth;
  const { title, what, learn } = said.kinds[preset.kind];
  const rule = ruleOf(preset, settings);
  const spoken = ruleInWords(rule);
  return (
    <FormModal
      title={title}
      submit={said.settings.submit}
      cancel={said.settings.cancel}
      obstacle={isWrong ? '' : null}
      isBusy={isBusy}
      problem={problem}
      onSubmit={() => onAdd(rule)}
      onClose={onClose}
    >
      <Box variant="p">{what}</Box>
      <Box variant="p" color="text-body-secondary">
        {learn}
      </Box>
      <PresetFields
        preset={preset}
        settings={settings}
        wrong={wrong}
        account={account}
        onChange={(edit) => setSettings({ ...settings, ...edit })}
      />
      {!isWrong && (
        <Box fontWeight="bold">
          {spoken.effect} {spoken.scope}
        </Box>
      )}
    </FormModal>
  );
}
