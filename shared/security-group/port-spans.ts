import type { PortSpan } from './group-finding.ts';

/** In order, and neighbours of one protocol as one. */
export function joinedSpans(spans: readonly PortSpan[]): readonly PortSpan[] {
  const joined: PortSpan[] = [];
  for (const span of spans.toSorted(byPort)) {
    const last = joined.at(-1);
    if (last !== undefined && last.protocol === span.protocol && span.from <= last.to + 1) {
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    } else {
      joined.push({ protocol: span.protocol, from: span.from, to: span.to });
    }
  }
  return joined;
}

function byPort(one: PortSpan, other: PortSpan): number {
  if (one.protocol !== other.protocol) return one.protocol < other.protocol ? -1 : 1;
  return one.from - other.from;
}
