/** What came of trying to log in: with the machine's key, by the real ssh, doing nothing there. */
export type LoginTry =
  | { readonly result: 'in' }
  /** `rightUser`: another user whom the same key lets in; null where nobody was found. */
  | { readonly result: 'denied'; readonly rightUser: string | null }
  /** Who answers is not who was pinned. */
  | { readonly result: 'host-key-changed' }
  | { readonly result: 'not-tried'; readonly why: 'no-ssh' | 'no-key' | 'not-linux' | 'practice' }
  /** `raw`: what ssh said itself. */
  | { readonly result: 'failed'; readonly raw: string };
