import type { Architecture } from '../../shared/platform.ts';

/**
 * The list of sizes in parts that can be asked for side by side, by how a name begins; `*` is any end. A name begins with a letter of
 * a to z, so that no family, and none to come, is in no part, or in two. Each part was one page of AWS's 100 in us-east-1 of May
 * 2026; one that has grown longer has a second page.
 */
export const SIZE_PARTS: Readonly<Record<Architecture, readonly (readonly string[])[]>> = {
  x86_64: [
    startingWith('c', '0123456'),
    startingWith('c', '8'),
    startingWith('m', '0123456'),
    startingWith('m', '8'),
    startingWith('r', '0123456'),
    [...startingWith('r', '8'), 'x*'],
    ['c', 'm', 'r'].flatMap((letter) => startingWith(letter, '79', 'abcdefghijklmnopqrstuvwxyz-.')),
    allOf('abdefghjklnopqvwyz'),
    allOf('istu'),
  ],
  arm64: [allOf('c'), allOf('m'), allOf('r'), allOf('abdefghijklnopqstuvwxyz')],
};

function allOf(letters: string): readonly string[] {
  return Array.from(letters, (letter) => `${letter}*`);
}

/** Families of a letter by the character after it, which is a digit but for families to come. */
function startingWith(letter: string, ...seconds: readonly string[]): readonly string[] {
  return Array.from(seconds.join(''), (second) => `${letter}${second}*`);
}
