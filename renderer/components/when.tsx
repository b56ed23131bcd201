import { useNow } from '../use-now.ts';
import { ago, moment } from './moment.ts';

/** A time as one thinks of it, with the exact one behind it. */
export function When({ iso }: { readonly iso: string }) {
  const now = useNow(true);
  return (
    <time dateTime={iso}>
      {ago(iso, now)}, {moment(iso)}
    </time>
  );
}
