import type { Line } from './talk.ts';
import type { Plain } from './plain.ts';

/** One place where the two worlds do not say the same. */
export type Difference = {
  /**
   * `DescribeVpcs Vpcs[].DhcpOptionsId`: the action, and the way into its answer; places in lists do not count. Where one of the two
   * refused, what was asked: `DescribeVpcs: a VPC that is no id`.
   */
  readonly at: string;
  readonly label: string;
  readonly moto: Plain | undefined;
  readonly practice: Plain | undefined;
};

/** Every difference between two runs of the same conversation. */
export function differences(moto: readonly Line[], practice: readonly Line[]): readonly Difference[] {
  if (moto.map(({ label }) => label).join('\n') !== practice.map(({ label }) => label).join('\n')) {
    throw new Error('the two worlds were not told the same');
  }
  return moto.flatMap((line, index) => {
    const other = practice[index];
    return other === undefined ? [] : between(line, other);
  });
}

function between(moto: Line, practice: Line): readonly Difference[] {
  const { label, action } = practice;
  const found: Difference[] = [];
  walk(resultOf(moto), resultOf(practice), '', (path, one, other) =>
    found.push({
      at: path === REFUSED ? `${action}: ${label}` : `${action} ${path}`,
      label,
      moto: one,
      practice: other,
    }),
  );
  return found;
}

/** A refusal differs from an answer in its name; two refusals by their codes and statuses. */
function resultOf({ answer }: Line): Plain {
  return answer.ok ? answer.value : { [REFUSED]: `${answer.code} ${String(answer.status)}` };
}

const REFUSED = 'refused';

type Tell = (path: string, moto: Plain | undefined, practice: Plain | undefined) => void;

function walk(one: Plain | undefined, other: Plain | undefined, path: string, tell: Tell): void {
  if (isList(one) && isList(other)) {
    if (one.length !== other.length) tell(`${path}[].length`, one.length, other.length);
    for (const [index, item] of one.entries()) {
      if (index < other.length) walk(item, other[index], `${path}[]`, tell);
    }
  } else if (isRecord(one) && isRecord(other)) {
    const isRefusal = REFUSED in one || REFUSED in other;
    if (isRefusal && one[REFUSED] !== other[REFUSED]) {
      tell(REFUSED, one[REFUSED] ?? 'answered', other[REFUSED] ?? 'answered');
      return;
    }
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
      walk(one[name], other[name], path === '' ? name : `${path}.${name}`, tell);
    }
  } else if (one !== other && !(isNothing(one) && isNothing(other))) tell(path, one, other);
}

/** The SDK gives an empty list for some of what EC2 leaves out. */
function isNothing(value: Plain | undefined): boolean {
  return value === undefined || value === null || (isList(value) && value.length === 0);
}

function isList(value: Plain | undefined): value is readonly Plain[] {
  return Array.isArray(value);
}

function isRecord(value: Plain | undefined): value is { readonly [name: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
