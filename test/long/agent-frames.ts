import { fuzzAgent } from '../support/fuzz-agent.ts';
import type { LongTest } from './long-test.ts';

const FRAMES = 10_000;
const MIB = 1024 * 1024;

export const longTest: LongTest = {
  title: 'mutated messages to the ssh agent',
  run: async ({ seed }) => {
    const found = await fuzzAgent(seed, FRAMES);
    const { frames, connections, accepted, refused, unanswered, heapGrowth, rssGrowth } = found;
    const checks = {
      'each message gets a failure, the right answer, or the end of its connection':
        found.failed.length === 0,
      [`${String(FRAMES)} messages were sent`]: frames === FRAMES,
      'at least 1 % is accepted': accepted >= frames / 100,
      'at least 1 % is refused': refused >= frames / 100,
      'the heap grows by less than 8 MiB': heapGrowth < 8 * MIB,
      'the process grows by less than 256 MiB': rssGrowth < 256 * MIB,
    };
    const failed = Object.entries(checks).flatMap(([title, isSo]) => (isSo ? [] : [title]));
    return {
      lines: [
        `seed ${String(seed)}: ${String(frames)} messages over ${String(connections)} connections`,
        `${String(accepted)} accepted, ${String(refused)} refused, ${String(unanswered)} cut off or left`,
        `heap ${inMib(heapGrowth)}, process ${inMib(rssGrowth)} since the first quarter`,
        ...found.failed,
      ],
      passed: Object.keys(checks).length - failed.length,
      failed,
    };
  },
};

function inMib(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}
