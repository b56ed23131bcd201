/**
 * Those of the names that were probably meant by this one, at most two, by their names: the fewest letters are too many, missing,
 * other ones, or exchanged. A different word is none.
 */
export function nearNames(typed: string, names: readonly string[]): readonly string[] {
  const like = [...new Set(names)]
    .map((name) => ({ name, slips: slipsBetween(typed, name) }))
    .filter(({ slips }) => slips > 0 && slips <= MOST_SLIPS);
  const fewest = Math.min(...like.map(({ slips }) => slips));
  return like
    .filter(({ slips }) => slips === fewest)
    .map(({ name }) => name)
    .toSorted()
    .slice(0, MOST_NAMES);
}

const MOST_NAMES = 2;
const MOST_SLIPS = 2;

/** Optimal string alignment: letters added, left out, taken for others, or exchanged with their neighbour. */
function slipsBetween(one: string, other: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      now[column] = Math.min(
        cell(last, column) + 1,
        cell(now, column - 1) + 1,
        cell(last, column - 1) + (isSame ? 0 : 1),
        isSwap ? cell(beforeLast, column - 2) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = now;
  }
  return cell(last, other.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
