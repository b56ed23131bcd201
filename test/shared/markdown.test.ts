import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { code, markdownTable, plain } from '../../shared/markdown.ts';
import { nodesOf, readMarkdown, textOf } from '../support/read-markdown.ts';

const hostile = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9`|\\_*<>[\]()#&!~@$^{}.:/+='" -]{1,30}$/),
  fc.constantFrom(
    'a`b`c',
    '``',
    '|',
    '\\|',
    '\\\\|',
    '__x__',
    '<img src=x>',
    '[a](b)',
    '&amp;',
    'www.example.com',
    'https://example.com',
    '~~x~~',
    '- x',
    '# x',
    '$x$',
  ),
);
/** Spaces at the ends and in rows are not kept, nor would anybody see them. */
const shown = (text: string) => text.trim().replaceAll(/ +/g, ' ');
/** The typed quotes and dashes of the text are not Markdown's. */
const isWord = (text: string) => shown(text) !== '';

test('plain text is read as that text, in a line, a heading and a cell, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(hostile.filter(isWord), async (text) => {
      const markdown = `# About: ${plain(text)}\n\n- Name: ${plain(text)}\n\n${markdownTable([
        ['a', 'b'],
        [plain(text), 'end'],
      ])}\n`;
      const read = await readMarkdown(markdown);
      const [heading] = nodesOf(read, 'heading');
      const cells = nodesOf(read, 'tableCell');
      expect(shown(textOf(heading ?? read))).toBe(shown(`About: ${text}`));
      expect(shown(textOf(nodesOf(read, 'listItem')[0] ?? read))).toBe(shown(`Name: ${text}`));
      expect(cells.map((cell) => shown(textOf(cell)))).toEqual(['a', 'b', shown(text), 'end']);
      for (const type of [
        'link',
        'html',
        'inlineCode',
        'emphasis',
        'strong',
        'delete',
        'image',
        'inlineMath',
      ])
        expect(nodesOf(read, type)).toEqual([]);
    }),
    { seed: 6, numRuns: 400 },
  );
});

test('code is read as that text, in a line and in a cell', async () => {
  await fc.assert(
    // Before a bar a backslash is the table's own.
    fc.asyncProperty(
      hostile.filter((text) => isWord(text) && !text.includes('\\|')),
      async (text) => {
        const read = await readMarkdown(
          `is ${code(text)} so\n\n${markdownTable([
            ['a', 'b'],
            [code(text), 'end'],
          ])}\n`,
        );
        const codes = nodesOf(read, 'inlineCode').map(({ value = '' }) => shown(value));
        expect(codes).toEqual([shown(text), shown(text)]);
        expect(nodesOf(read, 'tableCell')).toHaveLength(4);
      },
    ),
    { seed: 6, numRuns: 400 },
  );
});

test('what ends a line, is not seen, or turns the text around, is shown by its number', () => {
  expect(plain('a\nb\u202ec\u200b')).toBe('a\\[U+000A\\]b\\[U+202E\\]c\\[U+200B\\]');
  expect(code('a\r\n# b')).toBe('`a[U+000D][U+000A]# b`');
});
