import { z } from '../zod.ts';

// zod would try to compile its checks from text, which the page's policy forbids and reports.
z.config({ jitless: true });

/** One thing that the practice account does to calls; `schema` says what a file may hold. */
export type WeatherRule = Readonly<z.infer<typeof ruleSchema>>;

/** What the practice account does to calls beside answering them: every rule that fits applies, in their order. */
export type Weather = readonly WeatherRule[];

/** Nothing goes wrong, and nothing is slower than it has to be. */
export const FAIR_WEATHER: Weather = [];

export const MOST_RULES = 100;

/** AWS's name of an action, or `*` for every action. */
const action = z.string().regex(/^(\*|[A-Z][A-Za-z0-9]{2,80})$/);
/** As `us-east-1a`. */
const zone = z.string().regex(/^[a-z0-9-]{3,30}$/);
/** Counted from 1 since the weather was set; dry runs do not count. */
const nth = z.number().int().min(1).max(1_000_000);

const common = {
  action,
  /** Only where the call is about this Availability Zone. */
  zone: zone.optional(),
  /** Only the nth call that fits. */
  nth: nth.optional(),
  /** Nothing before the nth call of that action; from that call on, and it too. */
  from: z.strictObject({ action, nth }).optional(),
};

const nothing = z.null().optional();
const ms = z.number().min(0).max(600_000);

const ruleSchema = z.discriminatedUnion('kind', [
  /** Every call waits so many milliseconds before it is carried out. */
  z.strictObject({ ...common, kind: z.literal('latency'), value: ms }),
  /** A token bucket: `RequestLimitExceeded` where it is empty. */
  z.strictObject({
    ...common,
    kind: z.literal('throttle'),
    value: z.strictObject({
      bucket: z.number().int().min(1).max(10_000),
      perSecond: z.number().min(0).max(10_000),
    }),
  }),
  /**
   * Eventual consistency: what this action makes is `…NotFound` for the first calls that name it, or for a time. The
   * action is the one that makes it: `CreateSecurityGroup`, `CreateKeyPair`, `ImportKeyPair`, `RunInstances`.
   */
  z.strictObject({
    ...common,
    kind: z.literal('not-found'),
    value: z.union([
      z.strictObject({ calls: z.number().int().min(1).max(1_000) }),
      z.strictObject({ seconds: z.number().min(0).max(3_600) }),
    ]),
  }),
  /** `InsufficientInstanceCapacity` for RunInstances and StartInstances, in the zone or in all of them. */
  z.strictObject({ ...common, kind: z.literal('no-capacity'), value: nothing }),
  /**
   * A whole zone fails, for as long as the rule stands: AWS says that it is unavailable, nothing can be started in it, and its
   * machines do not answer. They can still be ended. It is about the zone and not about calls.
   */
  z.strictObject({
    action: z.string().regex(/^\*$/),
    zone,
    nth: z.never().optional(),
    from: z.never().optional(),
    kind: z.literal('zone-lost'),
    value: nothing,
  }),
  /** `UnauthorizedOperation` with an encoded message; AccessDenied for the services that say it so. */
  /** This computer is in another network: its own address is `OTHER_PRACTICE_ADDRESS`. It is about no calls. */
  z.strictObject({
    action: z.string().regex(/^\*$/),
    zone: z.never().optional(),
    nth: z.never().optional(),
    from: z.never().optional(),
    kind: z.literal('elsewhere'),
    value: nothing,
  }),
  z.strictObject({ ...common, kind: z.literal('unauthorized'), value: nothing }),
  z.strictObject({ ...common, kind: z.literal('pending-verification'), value: nothing }),
  z.strictObject({ ...common, kind: z.literal('opt-in-required'), value: nothing }),
  /** The call is carried out, and its answer never arrives. */
  z.strictObject({ ...common, kind: z.literal('lose-answer'), value: nothing }),
  /** The connection breaks before the call arrives: nothing is carried out. */
  z.strictObject({ ...common, kind: z.literal('lose-request'), value: nothing }),
  /** HTTP 500 with a page instead of an answer; nothing is carried out. */
  z.strictObject({ ...common, kind: z.literal('html-500'), value: nothing }),
  /** Any other error of AWS's; nothing is carried out. */
  z.strictObject({
    ...common,
    kind: z.literal('error'),
    value: z.strictObject({
      code: z.string().regex(/^[A-Za-z][A-Za-z0-9.]{1,80}$/),
      message: z.string().max(2_000),
      status: z.number().int().min(400).max(599),
    }),
  }),
  /** How long things take, as a factor: 0 is at once, 1 is about as long as EC2 takes. The action is `*`. */
  z.strictObject({ ...common, kind: z.literal('pace'), value: z.number().min(0).max(100) }),
]);

export const weatherSchema = z.array(ruleSchema).max(MOST_RULES);

export type WeatherKind = WeatherRule['kind'];

/** Whether both are about the very same calls, and do the same kind of thing to them. */
export function isSameScope(one: WeatherRule, other: WeatherRule): boolean {
  return (
    one.kind === other.kind &&
    one.action === other.action &&
    one.zone === other.zone &&
    one.nth === other.nth &&
    one.from?.action === other.from?.action &&
    one.from?.nth === other.from?.nth
  );
}

/** The weather that a file or the screen asks for, or what is wrong with it: where, and what was expected. */
export function readWeather(
  given: unknown,
): { readonly ok: true; readonly weather: Weather } | { readonly ok: false; readonly wrong: string } {
  const read = weatherSchema.safeParse(given);
  return read.success
    ? { ok: true, weather: read.data }
    : { ok: false, wrong: z.prettifyError(read.error).slice(0, 2_000) };
}
