/** What stands in the dialog beside each other. */
export type TabId = 'log-in' | 'test-access' | 'rescue';
