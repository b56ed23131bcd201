import type { Platform } from './platform.ts';

/** What a newcomer may begin with; the first is what is proposed. */
export const TEMPLATE_IDS = ['web-server', 'login-machine', 'windows-desktop'] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** What differs from one template to the other. All else is the same safe answer in each. */
export type PlanTemplate = {
  /** Null: whatever stands first in the catalogue. */
  readonly platform: Platform | null;
  readonly purpose: 'web-site' | 'log-in';
  /** Two are the fewest that survive the loss of a zone: enough for machines that no visitor waits for. */
  readonly zones: 'every' | 'two';
  /** The fleet's name, where nobody has it. */
  readonly name: string;
};

export const PLAN_TEMPLATES: Readonly<Record<TemplateId, PlanTemplate>> = {
  'web-server': { platform: null, purpose: 'web-site', zones: 'every', name: 'my-fleet' },
  'login-machine': { platform: null, purpose: 'log-in', zones: 'two', name: 'my-machine' },
  'windows-desktop': { platform: 'windows', purpose: 'log-in', zones: 'two', name: 'my-desktop' },
};

export const FIRST_TEMPLATE: TemplateId = 'web-server';
