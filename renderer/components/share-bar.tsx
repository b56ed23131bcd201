import './share-bar.css';

type ShareBarProps = {
  readonly shares: readonly { readonly id: string; readonly amount: number; readonly label: string }[];
};

/** How a sum is shared out, at a glance. Whoever cannot see it reads the same in the table above. */
export function ShareBar({ shares }: ShareBarProps) {
  const whole = shares.reduce((sum, { amount }) => sum + amount, 0);
  if (whole <= 0) return null;
  return (
    <div className="share-bar" aria-hidden="true">
      <div className="share-bar-bar">
        {shares.map(({ id, amount }, index) => (
          <span
            key={id}
            className={`share-bar-part share-bar-${index % 4}`}
            style={{ width: `${(100 * amount) / whole}%` }}
          />
        ))}
      </div>
      <div className="share-bar-captions">
        {shares.map(({ id, amount, label }, index) => (
          <span key={id} className={`share-bar-key share-bar-key-${index % 4}`}>
            {label} {Math.round((100 * amount) / whole)} %
          </span>
        ))}
      </div>
    </div>
  );
}
