import type { ComponentType } from 'react';
import type { AnswerName } from '../../shared/finding.ts';
import { isAnythingRead } from './failed-readings.ts';
import type { Readings } from './readings.ts';
import type { StepProps } from './step-props.ts';
import { AccountStep } from './steps/account-step.tsx';
import { ImageStep } from './steps/image-step.tsx';
import { SizeStep } from './steps/size-step.tsx';
import { ZonesStep } from './steps/zones-step.tsx';
import { AccessStep } from './steps/access-step.tsx';
import { KeyStep } from './steps/key-step.tsx';
import { ReviewStep } from './steps/review-step.tsx';

export type WizardStep = {
  readonly answer: AnswerName;
  readonly Content: ComponentType<StepProps>;
  /** True while something is being read without which the step has no answer. */
  readonly isReading: (readings: Readings) => boolean;
};

/** The steps in order. The frame knows nothing else of them. */
export const STEPS: readonly WizardStep[] = [
  {
    answer: 'account',
    Content: AccountStep,
    isReading: ({ accounts, account }) => accounts.isReading || account.isReading,
  },
  { answer: 'image', Content: ImageStep, isReading: ({ images }) => images.isReading },
  {
    answer: 'size',
    Content: SizeStep,
    isReading: ({ freeTier, cardSizes, prices }) =>
      freeTier.isReading || cardSizes.isReading || prices.isReading,
  },
  { answer: 'zones', Content: ZonesStep, isReading: ({ network }) => network.isReading },
  {
    answer: 'access',
    Content: AccessStep,
    isReading: ({ address, groups }) => address.isReading || groups.isReading,
  },
  {
    answer: 'key',
    Content: KeyStep,
    isReading: ({ keychain, names }) => keychain.isReading || names.isReading,
  },
  { answer: 'review', Content: ReviewStep, isReading: isAnythingRead },
];
