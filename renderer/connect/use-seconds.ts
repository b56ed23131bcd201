import { useEffect, useState } from 'react';

/** For how many seconds this has been so without a break; 0 while it is not. */
export function useSeconds(isSo: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isSo) return;
    const since = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - since) / 1000)), 250);
    return () => {
      clearInterval(timer);
      setSeconds(0);
    };
  }, [isSo]);
  return isSo ? seconds : 0;
}
