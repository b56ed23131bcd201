import { useNow } from '../use-now.ts';
import { ago, day, moment } from './moment.ts';

type WhenProps = {
  readonly iso: string;
  /** Where the time of day does not matter. */
  readonly isDayEnough?: boolean;
};

/** A time as one thinks of it, with the exact one behind it. */
export function When({ iso, isDayEnough = false }: WhenProps) {
  const now = useNow(true);
  return (
    <time dateTime={iso}>
      {ago(iso, now)}, {isDayEnough ? day(iso) : moment(iso)}
    </time>
  );
}
