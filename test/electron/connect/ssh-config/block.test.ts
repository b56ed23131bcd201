import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  blockLines,
  stateOfBlock,
  withBlock,
  withoutBlock,
} from '../../../../electron/connect/ssh-config/block.ts';

const INCLUDE = 'Include "/home/Ünï ada/Keyport/ssh/config"';
const BLOCK = `${blockLines(INCLUDE).join('\n')}\n`;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Any bytes, more often such as settings have: lines of either end, no last one, marks that are nearly ours. */
const CONFIGS = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom(
          '\n',
          '\r\n',
          '\r',
          '\u0000',
          'Host *',
          '  User ada',
          'Include "x"',
          '# >>> Keyport x',
          ' ',
          '# <<< keyport',
        )
        .map((text) => Buffer.from(text)),
      fc.constant(BOM),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.concat(parts));

test('whatever bytes the settings are, they are the same again without our lines', () => {
  fc.assert(
    fc.property(CONFIGS, (config) => {
      fc.pre(stateOfBlock(config, INCLUDE).state === 'none');
      const on = withBlock(config, INCLUDE);
      expect(stateOfBlock(on, INCLUDE)).toEqual({ state: 'ours' });
      expect(on.length).toBeGreaterThan(config.length);
      expect(withoutBlock(on).equals(config)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('our lines are found, and go, wherever somebody has moved them', () => {
  fc.assert(
    fc.property(CONFIGS, CONFIGS, fc.constantFrom('\n', '\r\n'), (above, below, end) => {
      fc.pre([above, below].every((part) => stateOfBlock(part, INCLUDE).state === 'none'));
      const before =
        above.length === 0 || above.at(-1) === 10 ? above : Buffer.concat([above, Buffer.from('\n')]);
      // A mark of the byte order counts in front of all only.
      fc.pre(!below.subarray(0, 3).equals(BOM));
      const block = Buffer.from(BLOCK.replaceAll('\n', end));
      const moved = Buffer.concat([before, block, below]);
      expect(stateOfBlock(moved, INCLUDE)).toEqual({ state: 'ours' });
      expect(withoutBlock(moved).equals(Buffer.concat([before, below]))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['nothing', '', BLOCK],
  ['no last line end', 'Host a', `${BLOCK}Host a`],
  [
    'line ends of Windows',
    'Host a\r\n  User b\r\n',
    `${BLOCK.replaceAll('\n', '\r\n')}Host a\r\n  User b\r\n`,
  ],
  ['an empty first line', '\nHost a\n', `${BLOCK}\nHost a\n`],
  ['a mark of the byte order', '\ufeffHost a\n', `\ufeff${BLOCK}Host a\n`],
])('the lines come first where there is %s', (_what, before, after) => {
  expect(withBlock(Buffer.from(before), INCLUDE).toString()).toBe(after);
});

test.each([
  ['only the first mark', '# >>> Keyport\nHost a\n'],
  ['only the last mark', 'Host a\n# <<< Keyport\n'],
  ['somebody else’s line between them', `# >>> Keyport\n${INCLUDE}\nHost mine\n# <<< Keyport\n`],
  ['another line between them', '# >>> Keyport\nHost mine\n# <<< Keyport\n'],
  ['nothing between them', '# >>> Keyport\n# <<< Keyport\n'],
  ['two of ours', BLOCK + BLOCK],
  ['them the wrong way around', `# <<< Keyport\n${INCLUDE}\n# >>> Keyport\n`],
  ['one mark more', `${BLOCK}# >>> Keyport\n`],
  ['an indented mark', `  # >>> Keyport\nHost a\n`],
])('nothing can be told where there is %s', (_what, config) => {
  expect(stateOfBlock(Buffer.from(config), INCLUDE)).toEqual({ state: 'broken' });
});

test('the lines of another home are told', () => {
  const other = 'Include "/home/ada/other/ssh/config"';

  expect(stateOfBlock(withBlock(Buffer.from('Host a\n'), other), INCLUDE)).toEqual({
    state: 'other',
    line: other,
  });
});

test.each(['# >>> Keyport notes\n', '# Keyport\n', 'Host a # >>> Keyport\n', '#>>> Keyport\n'])(
  'what only looks like a mark is somebody else’s: %j',
  (config) => {
    expect(stateOfBlock(Buffer.from(config), INCLUDE)).toEqual({ state: 'none' });
  },
);
