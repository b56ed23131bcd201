import { words } from '../../shared/words/en.ts';
import './screen-nav.css';

export type ScreenName = 'launch' | 'launches' | 'keys' | 'groups' | 'practice';

export type ScreenNavProps = {
  readonly screens: readonly ScreenName[];
  /** Null while something comes before all. */
  readonly current: ScreenName | null;
  /** What waits for the person there, in a few words. */
  readonly badges: Readonly<Partial<Record<ScreenName, string>>>;
  readonly onGo: (screen: ScreenName) => void;
};

/** The screens of Keyport, one click apart. */
export function ScreenNav({ screens, current, badges, onGo }: ScreenNavProps) {
  return (
    <nav className="screen-nav" aria-label={words.app.screens.label}>
      <ul>
        {screens.map((screen) => (
          <li key={screen}>
            <a
              href={`#${screen}`}
              {...(screen === current ? { 'aria-current': 'page' } : {})}
              onClick={(event) => {
                event.preventDefault();
                onGo(screen);
              }}
            >
              {words.app.screens[screen]}
              {badges[screen] !== undefined && <span className="screen-nav-badge">{badges[screen]}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
