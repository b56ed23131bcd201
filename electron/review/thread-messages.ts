import type { Credentials } from '../aws/clients.ts';
import type { WayOut } from '../aws/way-out.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { MyAddresses, ReviewProgress } from '../../shared/security-group/groups-api.ts';
import type { ReviewAccount, Reviewer } from './reviewer.ts';

/** What the main thread says to the thread that reads. `id` is that of the question. */
export type ToThread =
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly question: keyof Reviewer;
      readonly account: AccountWithoutCredentials;
      readonly input: unknown;
      readonly wayOut: WayOut;
    }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'given'; readonly wantId: number; readonly given: Given };

/** What comes back. `wants` is answered with `given`: it is asked for when it is needed, and again when it has expired. */
export type FromThread =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Outcome<unknown> }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: ReviewProgress }
  | { readonly kind: 'wants'; readonly id: number; readonly wantId: number; readonly what: keyof Wanted };

export type Wanted = { readonly credentials: Credentials; readonly myAddresses: MyAddresses };

/** An error crosses by its name and its message, by which it becomes a problem. */
export type Given =
  | { readonly ok: true; readonly value: Wanted[keyof Wanted] }
  | { readonly ok: false; readonly name: string; readonly message: string };

/** One whose calls go out: what answers in the other thread's stead cannot be sent over. */
export type AccountWithoutCredentials = Omit<ReviewAccount, 'credentials' | 'answer'>;

/** What the thread is started with. */
export type ThreadStart = { readonly env: Readonly<Record<string, string>> };
