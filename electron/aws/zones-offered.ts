/**
 * What EC2 says of zones where it refuses a size in one: "… in your requested Availability Zone (us-east-1e). Please retry your request by
 * not specifying an Availability Zone or choosing us-east-1a, us-east-1b." `zone` is the one that it does not go in.
 */
export function zonesOffered(message: string): {
  readonly zone: string | null;
  readonly zones: readonly string[];
} {
  const zone = /availability zone(?: you requested)? \(([a-z0-9-]+)\)/i.exec(message)?.[1] ?? null;
  const choosing = /choosing ([a-z0-9-]+(?:(?:,| or| and|, or|, and) [a-z0-9-]+)*)/i.exec(message)?.[1] ?? '';
  return { zone, zones: choosing.match(/\b[a-z]{2}(?:-[a-z]+)+-\d[a-z]\b/g) ?? [] };
}
