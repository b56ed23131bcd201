import type { DrillProgress, DrillUnderWay } from '../../shared/practice/drills.ts';
import { words } from '../../shared/words/en.ts';

const said = words.drills;

/** What to do next in a drill, or what was learnt at its end. */
export function nextInWords(
  { drill, zone, region }: Pick<DrillUnderWay, 'drill' | 'zone' | 'region'>,
  { step }: Pick<DrillProgress, 'step'>,
): string {
  // Each drill has its own steps, and this one's step is one of them.
  const steps: Readonly<Record<string, (zone: string, region: string) => string>> = said.steps[drill];
  return steps[step]?.(zone ?? '', region) ?? '';
}

/** What the button is called by which the drill goes on. */
export function drillTurn({ drill, stage }: Pick<DrillUnderWay, 'drill' | 'stage'>): string {
  if (drill === 'zone-lost') {
    return stage === 'before' ? said.turn['zone-lost-before'] : said.turn['zone-lost-during'];
  }
  return said.turn['no-network'];
}
