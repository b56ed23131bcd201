import * as fc from 'fast-check';

/** What happens to one call. `late`: it takes a while. */
export const FAULTS = [
  'drop',
  'lose-answer',
  'broken',
  'throttled',
  'no-capacity',
  'denied',
  'not-found',
  'late',
] as const;

/** To the nth call of this action since the step began; or to each of them. */
export type Fault = {
  readonly action: string;
  readonly nth: number | 'each';
  readonly kind: (typeof FAULTS)[number];
};

/** The program ends at the nth of the calls of a step that make or remove something: nobody hears anything from then on. */
export type Death = { readonly nth: number; readonly isCarriedOut: boolean };

export const ACTS = ['finish', 'again', 'zone', 'type', 'leave-out', 'undo', 'look', 'restart'] as const;

/** What a person does, and what the network and EC2 do meanwhile. */
export type Step = {
  readonly act: (typeof ACTS)[number];
  readonly faults: readonly Fault[];
  readonly death: Death | null;
};

/** A launch from its beginning until nothing is left of it. */
export type Life = {
  readonly zones: number;
  /** Machines in each of them. */
  readonly perZone: number;
  readonly key: 'aws-makes-it' | 'made-here';
  readonly keyType: 'ed25519' | 'rsa';
  readonly access: 'new-group' | 'existing-group';
  readonly purpose: 'web-site' | 'log-in';
  readonly launch: Omit<Step, 'act'>;
  readonly steps: readonly Step[];
};

const ACTIONS = [
  'RunInstances',
  'RunInstances',
  'RunInstances',
  'CreateSecurityGroup',
  'AuthorizeSecurityGroupIngress',
  'CreateKeyPair',
  'ImportKeyPair',
  'TerminateInstances',
  'TerminateInstances',
  'DeleteSecurityGroup',
  'DeleteKeyPair',
  'DescribeInstances',
  'DescribeSecurityGroups',
  'DescribeKeyPairs',
] as const;

const MOST_ZONES = 6;
/** More of them take longer, and are seldom another case. */
const FEW_ZONES = 4;
const MOST_STEPS = 4;

const fault: fc.Arbitrary<Fault> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  nth: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: FEW_ZONES }) },
    fc.constant('each' as const),
  ),
  kind: fc.constantFrom(...FAULTS),
});

const death: fc.Arbitrary<Death | null> = fc.option(
  fc.record({ nth: fc.integer({ min: 1, max: 6 }), isCarriedOut: fc.boolean() }),
  { freq: 3 },
);

const weather = { faults: fc.array(fault, { maxLength: 4 }), death };

export const lives: fc.Arbitrary<Life> = fc.record({
  zones: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: FEW_ZONES }) },
    fc.integer({ min: FEW_ZONES + 1, max: MOST_ZONES }),
  ),
  perZone: fc.constantFrom(1, 1, 2),
  key: fc.constantFrom('aws-makes-it', 'made-here'),
  // RSA takes its time to be made.
  keyType: fc.constantFrom('ed25519', 'ed25519', 'ed25519', 'rsa'),
  access: fc.constantFrom('new-group', 'new-group', 'existing-group'),
  purpose: fc.constantFrom('web-site', 'log-in'),
  launch: fc.record(weather),
  steps: fc.array(fc.record({ act: fc.constantFrom(...ACTS), ...weather }), { maxLength: MOST_STEPS }),
});
