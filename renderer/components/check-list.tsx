import Spinner from '@cloudscape-design/components/spinner';
import './check-list.css';

export type CheckMark = 'yes' | 'no' | 'unknown' | 'asking';

export type ListedCheck = {
  readonly id: string;
  readonly title: string;
  readonly mark: CheckMark;
  /** May be empty where the parts say it. */
  readonly why: string;
  /** Where it is a question of several things: those with the same answer together. */
  readonly parts: readonly {
    readonly mark: CheckMark;
    readonly names: readonly string[];
    readonly why: string;
  }[];
  readonly bar: CheckBar | null;
};

/** So much is used, so much would be added, of so much. */
export type CheckBar = {
  readonly used: number;
  readonly added: number;
  readonly limit: number;
  readonly label: string;
  readonly captions: { readonly used: string; readonly added: string; readonly limit: string };
};

type CheckListProps = {
  readonly title: string;
  /** What each mark is called. */
  readonly marks: Readonly<Record<CheckMark, string>>;
  readonly checks: readonly ListedCheck[];
};

/** Questions with a tick, a cross or a question mark; what is not known looks like neither of the other two. */
export function CheckList({ title, marks, checks }: CheckListProps) {
  return (
    <ul className="check-list" aria-label={title}>
      {checks.map(({ id, title: question, mark, why, parts, bar }) => (
        <li key={id} className={`check-list-check check-list-${mark}`}>
          <Mark mark={mark} />
          <div className="check-list-body">
            <div className="check-list-title">{question}</div>
            <div className="check-list-answer">
              <span className="check-list-verdict">{marks[mark]}</span>
              {why === '' ? '' : ` ${why}`}
            </div>
            {bar !== null && <Bar bar={bar} />}
            {parts.map((part) => (
              <div key={`${part.mark} ${part.why}`} className={`check-list-part check-list-${part.mark}`}>
                <span className="check-list-names">
                  {part.names.map((name) => (
                    <span key={name} className="check-list-name">
                      <SmallMark mark={part.mark} />
                      {name}
                      <span className="check-list-hidden">: {marks[part.mark]}</span>
                    </span>
                  ))}
                </span>
                {part.why !== '' && <div>{part.why}</div>}
              </div>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Mark({ mark }: { readonly mark: CheckMark }) {
  if (mark === 'asking') return <Spinner size="normal" />;
  return (
    <svg
      className="check-list-mark"
      width="28"
      height="28"
      viewBox="0 0 28 28"
      aria-hidden="true"
      focusable="false"
    >
      <Shape mark={mark} />
    </svg>
  );
}

function SmallMark({ mark }: { readonly mark: CheckMark }) {
  if (mark === 'asking') return null;
  return (
    <svg
      className="check-list-mark"
      width="14"
      height="14"
      viewBox="0 0 28 28"
      aria-hidden="true"
      focusable="false"
    >
      <Shape mark={mark} />
    </svg>
  );
}

/** Told apart by shape as well as by colour: a full disc, a full square on its tip, an empty broken ring. */
function Shape({ mark }: { readonly mark: Exclude<CheckMark, 'asking'> }) {
  switch (mark) {
    case 'yes':
      return (
        <>
          <circle className="check-list-fill" cx="14" cy="14" r="13" />
          <path className="check-list-stroke" d="M8 14.5l4.2 4.2L20 10.5" />
        </>
      );
    case 'no':
      return (
        <>
          <path className="check-list-fill" d="M9 1.5h10l7.5 7.5v10L19 26.5H9L1.5 19V9z" />
          <path className="check-list-stroke" d="M9.5 9.5l9 9M18.5 9.5l-9 9" />
        </>
      );
    case 'unknown':
      return (
        <>
          <circle className="check-list-ring" cx="14" cy="14" r="12" />
          <path className="check-list-question" d="M10.2 11a3.8 3.8 0 1 1 5.6 3.4c-1.3.8-1.8 1.4-1.8 2.8" />
          <circle className="check-list-dot" cx="14" cy="20.6" r="1.5" />
        </>
      );
  }
}

function Bar({ bar: { used, added, limit, label, captions } }: { readonly bar: CheckBar }) {
  const whole = Math.max(limit, used + added, 1);
  const share = (count: number) => `${(100 * count) / whole}%`;
  const isOver = used + added > limit;
  return (
    <div className="check-list-meter">
      <div className="check-list-bar" role="img" aria-label={label}>
        <span className="check-list-used" style={{ width: share(used) }} />
        <span
          className={isOver ? 'check-list-added check-list-over' : 'check-list-added'}
          style={{ width: share(added) }}
        />
        <span className="check-list-limit" style={{ left: share(limit) }} />
      </div>
      <div className="check-list-captions" aria-hidden="true">
        <span className="check-list-key-used">{captions.used}</span>
        <span className={isOver ? 'check-list-key-over' : 'check-list-key-added'}>{captions.added}</span>
        <span className="check-list-key-limit">{captions.limit}</span>
      </div>
    </div>
  );
}
