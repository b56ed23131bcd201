/** Every text in a part of the catalogue, with what may be put into it. */
export function spoken(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part];
  if (typeof part === 'function') return said(part as (...put: readonly unknown[]) => unknown);
  if (typeof part !== 'object' || part === null) return [];
  return Object.values(part).flatMap(spoken);
}

/** A word and a number, where it takes them; else lists of words, or a time. With these some have nothing to say. */
function said(say: (...put: readonly unknown[]) => unknown): readonly string[] {
  const trying = (put: readonly unknown[]) => {
    try {
      return [String(say(...put))];
    } catch {
      return [];
    }
  };
  const texts = [IT, [3, 3, 3, 3]].flatMap(trying);
  if (texts.length > 0) return texts.filter((text) => text !== '');
  const others = [
    [['«it»'], ['«it»']],
    ['«it»', ['«it»'], '«it»'],
    ['«it»', '«it»', ['«it»']],
    [3, ['«it»']],
    [TIME, TIME],
  ].flatMap(trying);
  if (others.length === 0) throw new Error(`nothing fits into ${String(say)}`);
  return others;
}

const IT = ['«it»', '«it»', '«it»', '«it»'];
const TIME = '2026-05-12T10:00:00.000Z';
