/** What the preload world says to the host; each travels as JSON text through a binding only that world has. */
export type FromPage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'navigate'; readonly url: string }
  | ({ readonly kind: 'open' } & OpenRequest)
  | { readonly kind: 'preload-error'; readonly stack: string };

export interface OpenRequest {
  readonly url: string;
  readonly name: string;
  readonly features: string;
  readonly disposition: 'foreground-tab' | 'background-tab' | 'new-window';
}

/** What the host says to the preload world. `args` and `value` are codec text. */
export type ToPage =
  | { readonly kind: 'event'; readonly channel: string; readonly args: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: string }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** What a sandboxed preload may read of `process`. */
export interface ProcessInfo {
  readonly platform: string;
  readonly arch: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
}
