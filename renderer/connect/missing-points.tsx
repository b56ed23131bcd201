import type { MissingPoint } from '../../shared/connect/other-ways.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from '../components/in-store.ts';

/** What is missing, and what to do about each. */
export function MissingPoints({ points }: { readonly points: readonly MissingPoint[] }) {
  const inStore = useInStore();
  if (points.length === 0) return null;
  return (
    <ul className="plain-list">
      {points.map((point) => (
        <li key={point}>
          {inStore(words.rescue.missing[point].what)} {words.rescue.missing[point].todo}
        </li>
      ))}
    </ul>
  );
}
