import type { WeatherKind, WeatherRule } from '../../shared/practice/weather.ts';

/** What a button can make go wrong. `error` is for the file alone, `zone-lost` also for a drill, and `pace` has a field of its own. */
export type PresetKind = Exclude<WeatherKind, 'error' | 'pace' | 'zone-lost'>;

/** A choice of how bad it is; its words come from the rule that it makes. */
type Strength = Extract<WeatherRule, { readonly kind: 'latency' | 'throttle' | 'not-found' }>['value'];

export type Preset = {
  readonly kind: PresetKind;
  /** The calls one may choose from, the likeliest first. With one there is no question. */
  readonly actions: readonly [string, ...string[]];
  /** From weak to strong; empty where there is but one way. */
  readonly strengths: readonly Strength[];
  readonly firstStrength: number;
  /** Whether "only the third time" means anything. */
  readonly canBeOnce: boolean;
};

const MAKERS = ['RunInstances', 'CreateSecurityGroup', 'CreateKeyPair', 'ImportKeyPair'] as const;
const CHANGES = [...MAKERS, 'AuthorizeSecurityGroupIngress', 'TerminateInstances', 'DeleteSecurityGroup'];
const LOOKS = ['DescribeInstances', 'DescribeSecurityGroups', 'DescribeKeyPairs', 'DescribeImages'];

const ONE_WAY = { strengths: [], firstStrength: 0, canBeOnce: true } as const;

/** From what one meets first to what one meets seldom. */
export const PRESETS: readonly Preset[] = [
  {
    kind: 'no-capacity',
    actions: ['RunInstances'],
    ...ONE_WAY,
  },
  {
    kind: 'latency',
    actions: ['*', ...CHANGES, ...LOOKS],
    strengths: [1_000, 3_000, 10_000, 30_000],
    firstStrength: 1,
    canBeOnce: true,
  },
  {
    kind: 'throttle',
    actions: ['*', ...CHANGES, ...LOOKS],
    strengths: [
      { bucket: 10, perSecond: 2 },
      { bucket: 2, perSecond: 0.5 },
      { bucket: 1, perSecond: 0.1 },
    ],
    firstStrength: 1,
    canBeOnce: false,
  },
  {
    kind: 'not-found',
    actions: ['CreateSecurityGroup', 'CreateKeyPair', 'ImportKeyPair', 'RunInstances'],
    strengths: [{ calls: 3 }, { seconds: 10 }, { seconds: 120 }],
    firstStrength: 0,
    canBeOnce: false,
  },
  { kind: 'elsewhere', actions: ['*'], ...ONE_WAY, canBeOnce: false },
  { kind: 'lose-answer', actions: ['RunInstances', ...without(CHANGES, 'RunInstances')], ...ONE_WAY },
  { kind: 'lose-request', actions: ['RunInstances', ...without(CHANGES, 'RunInstances')], ...ONE_WAY },
  {
    kind: 'unauthorized',
    actions: ['RunInstances', ...without(CHANGES, 'RunInstances'), ...LOOKS],
    ...ONE_WAY,
  },
  { kind: 'pending-verification', actions: ['RunInstances'], ...ONE_WAY },
  { kind: 'opt-in-required', actions: ['RunInstances'], ...ONE_WAY },
  {
    kind: 'html-500',
    actions: ['RunInstances', '*', ...without(CHANGES, 'RunInstances'), ...LOOKS],
    ...ONE_WAY,
  },
];

function without(actions: readonly string[], left: string): readonly string[] {
  return actions.filter((action) => action !== left);
}

/** What is asked before a preset becomes a rule, as typed. */
export type PresetSettings = {
  readonly action: string;
  /** Empty: every zone. */
  readonly zone: string;
  readonly isOnce: boolean;
  readonly nth: string;
  readonly strength: number;
};

/** Pre-answered so that it can be used as it is: where there is no room, it is in one zone, so that the others show what they are for. */
export function firstSettings(
  { kind, actions, firstStrength }: Preset,
  region: string | null,
): PresetSettings {
  const zone = kind === 'no-capacity' && region !== null ? `${region}a` : '';
  return { action: actions[0], zone, isOnce: false, nth: '1', strength: firstStrength };
}

/** Only starting a machine is about a zone that one knows beforehand. */
export function asksForZone({ kind }: Preset, { action }: PresetSettings): boolean {
  return action === 'RunInstances' && kind !== 'not-found';
}

export const MOST_NTH = 1_000_000;

export type Unusable = { readonly zone: boolean; readonly nth: boolean };

/** What of the typed cannot be used. */
export function unusable(preset: Preset, settings: PresetSettings): Unusable {
  const zone = settings.zone.trim();
  return {
    zone: asksForZone(preset, settings) && zone !== '' && !/^[a-z]{2}(-[a-z]+)+-\d+[a-z]$/.test(zone),
    nth: preset.canBeOnce && settings.isOnce && !isNth(settings.nth.trim()),
  };
}

function isNth(text: string): boolean {
  return /^[1-9]\d{0,6}$/.test(text) && Number(text) <= MOST_NTH;
}

/** The rule that the answers make. They must be usable. */
export function ruleOf(preset: Preset, settings: PresetSettings): WeatherRule {
  const zone = settings.zone.trim();
  const common = {
    action: settings.action,
    ...(asksForZone(preset, settings) && zone !== '' ? { zone } : {}),
    ...(preset.canBeOnce && settings.isOnce ? { nth: Number(settings.nth.trim()) } : {}),
  };
  const { kind } = preset;
  const value = preset.strengths[settings.strength];
  return value === undefined
    ? ({ ...common, kind } as WeatherRule)
    : ({ ...common, kind, value } as WeatherRule);
}
