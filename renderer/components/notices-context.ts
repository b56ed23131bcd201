import { createContext } from 'react';
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';

/** What is said at the top of every screen, whichever it is. */
export const NoticesContext = createContext<readonly FlashbarProps.MessageDefinition[]>([]);
