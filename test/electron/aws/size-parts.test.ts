import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIZE_PARTS } from '../../../electron/aws/size-parts.ts';

const partsOf = (name: string, architecture: keyof typeof SIZE_PARTS) =>
  SIZE_PARTS[architecture].flatMap((patterns) =>
    patterns.filter((pattern) => name.startsWith(pattern.slice(0, -1))),
  );

// A letter first, then letters, digits and hyphens, a dot, and a step: as all names of AWS are.
const anyName = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}\.[a-z0-9-]{1,10}$/);

test.each(['x86_64', 'arm64'] as const)(
  'every name there may be is in exactly one part of %s',
  (architecture) => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(partsOf(name, architecture)).toHaveLength(1);
      }),
      {
        examples: ['c8g.large', 'u-6tb1.56xlarge', 'hpc6a.48xlarge', 'mac2-m2.metal', 'm.large'].map(
          (name) => [name],
        ),
        numRuns: 2000,
      },
    );
  },
);

test('no part has more values than one filter may', () => {
  for (const patterns of Object.values(SIZE_PARTS).flat()) expect(patterns.length).toBeLessThanOrEqual(200);
});
