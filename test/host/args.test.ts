import { expect, test } from 'vitest';
import { parseArguments } from './args.ts';

test.each([
  ['the app alone', ['.'], '.', [], {}],
  ['no app', ['--inspect=0'], undefined, [], { inspect: '0' }],
  ['arguments after the app', ['app', 'a', '-b'], 'app', ['a', '-b'], {}],
  ['a switch before', ['--no-sandbox', '.'], '.', [], { 'no-sandbox': '' }],
  [
    'a switch after',
    ['.', '--user-data-dir=/tmp/a=b'],
    '.',
    ['--user-data-dir=/tmp/a=b'],
    { 'user-data-dir': '/tmp/a=b' },
  ],
  ['a file to require is not the app', ['-r', 'loader.js', '.'], '.', [], {}],
  ['nor in the long form', ['--require', 'loader.js', '.'], '.', [], {}],
  ['the first of two counts', ['--x=1', '.', '--x=2'], '.', ['--x=2'], { x: '1' }],
  ['a value over two lines', ['.', '--x=1\n2'], '.', ['--x=1\n2'], { x: '1\n2' }],
  [
    'what a test tool passes',
    ['-r', '/l.js', '--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '.', '--user-data-dir=/u'],
    '.',
    ['--user-data-dir=/u'],
    { 'no-sandbox': '', inspect: '0', 'remote-debugging-port': '0', 'user-data-dir': '/u' },
  ],
])('%s', (_name, argv, app, rest, switches) => {
  const parsed = parseArguments(argv);

  expect({ ...parsed, switches: Object.fromEntries(parsed.switches) }).toEqual({ app, rest, switches });
});
