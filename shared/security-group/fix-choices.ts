import type { ChangeTarget } from './group-change.ts';
import type { PortSpan } from './group-finding.ts';

/** What a person decides about a repair. Plain JSON: a screen shows it, edits it, and asks for the proposal again. */
export type FixChoices = {
  /** The address in use here that stays let in; null: it does not. */
  readonly useMyIpv4: string | null;
  readonly useMyIpv6: string | null;
  /** CIDRs inside AWS that stay let in where they were. */
  readonly keepVpcRanges: readonly string[];
  readonly keepPeeredRanges: readonly string[];
  readonly otherCidrs: readonly string[];
  readonly groupIds: readonly string[];
  /** For each span that is closed to the many: who may still come in. A span that is not here: nobody. */
  readonly ports: readonly PortChoice[];
  readonly target: ChangeTarget;
};

/**
 * `nobody`; `inside`: the kept ranges of the VPC and of peered ones; `chosen`: all of the choices' addresses and groups.
 * `everyone` stays as it is now, and is there for the web's two ports only.
 */
export type PortChoice =
  | { readonly span: PortSpan; readonly keep: 'nobody' | 'inside' | 'chosen' }
  | { readonly span: WebSpan; readonly keep: 'everyone' };

export type WebSpan =
  | { readonly protocol: 'tcp'; readonly from: 80; readonly to: 80 }
  | { readonly protocol: 'tcp'; readonly from: 443; readonly to: 443 };

const WEB_SPANS: readonly WebSpan[] = [
  { protocol: 'tcp', from: 80, to: 80 },
  { protocol: 'tcp', from: 443, to: 443 },
];

/** The web's own span, if this is one: then it may stay open to everyone. */
export function webSpanOf({ protocol, from, to }: PortSpan): WebSpan | null {
  return WEB_SPANS.find((web) => protocol === web.protocol && from === web.from && to === web.to) ?? null;
}
