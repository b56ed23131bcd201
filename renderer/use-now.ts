import { useEffect, useState } from 'react';

/** The time, told every second while somebody is waiting, or as rarely as is enough. */
export function useNow(isTicking: boolean, everyMs = 1000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [isTicking, everyMs]);
  return now;
}
