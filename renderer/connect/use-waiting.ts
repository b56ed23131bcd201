import { useEffect, useRef, useState } from 'react';

const EVERY_S = 15;

export type Waiting = {
  /** Seconds until it is tried again; null while nobody waits. */
  readonly secondsLeft: number | null;
  readonly start: () => void;
  readonly stop: () => void;
};

/** Counts down to the next try, again and again, until it is stopped. It holds its breath while one is under way. */
export function useWaiting(isBusy: boolean, again: () => void): Waiting {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  });
  const isOn = secondsLeft !== null && !isBusy;
  useEffect(() => {
    if (!isOn) return;
    let left = EVERY_S;
    const timer = setInterval(() => {
      left -= 1;
      setSecondsLeft(left <= 0 ? EVERY_S : left);
      if (left <= 0) latest.current();
    }, 1000);
    return () => clearInterval(timer);
  }, [isOn]);
  return {
    secondsLeft,
    start: () => setSecondsLeft(EVERY_S),
    stop: () => setSecondsLeft(null),
  };
}
