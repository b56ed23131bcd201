import type { Exposure } from './exposure.ts';
import {
  EXPOSURE_LEVELS,
  LEVELS,
  type ExposureLevel,
  type GroupFinding,
  type Level,
} from './group-finding.ts';

/** What a port, or what stands for many, is to a stranger who gets in to it. */
export type PortClass = 'all' | 'admin' | 'risk' | 'port' | 'amplifier' | 'other' | 'tunnel';

/** How bad it is that ports of this class are open to as many as `exposure` says, on machines that are so near. */
export function levelOf(portClass: PortClass, exposure: 'internet' | 'wide', nearness: ExposureLevel): Level {
  const level = OPEN_TO_INTERNET[portClass][EXPOSURE_LEVELS.indexOf(nearness)] ?? 'info';
  return exposure === 'wide' ? oneStepLower(level) : level;
}

/** The word that a screen colours, and a pipeline stops at. */
export function severityOf(level: Level): GroupFinding['severity'] {
  switch (level) {
    case 'critical':
    case 'high':
      return 'danger';
    case 'medium':
      return 'caution';
    case 'low':
    case 'info':
      return 'note';
  }
}

export function worstLevel(levels: readonly Level[]): Level {
  return LEVELS.find((level) => levels.includes(level)) ?? 'info';
}

export function isWider(one: Exposure, other: Exposure): boolean {
  return WIDTH[one] > WIDTH[other];
}

const WIDTH: Readonly<Record<Exposure, number>> = { internet: 3, wide: 2, restricted: 1, none: 0 };

/** From X4 to X0. */
const OPEN_TO_INTERNET: Readonly<Record<PortClass, readonly Level[]>> = {
  all: ['critical', 'high', 'high', 'medium', 'medium'],
  admin: ['critical', 'high', 'medium', 'medium', 'low'],
  risk: ['critical', 'high', 'medium', 'low', 'low'],
  port: ['medium', 'low', 'low', 'info', 'info'],
  amplifier: ['high', 'low', 'info', 'info', 'info'],
  other: ['low', 'low', 'info', 'info', 'info'],
  tunnel: ['medium', 'low', 'info', 'info', 'info'],
};

function oneStepLower(level: Level): Level {
  return LEVELS[LEVELS.indexOf(level) + 1] ?? 'info';
}
