import Alert from '@cloudscape-design/components/alert';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { UnreadPart } from '../../shared/security-group/region-facts.ts';
import { words } from '../../shared/words/en.ts';

const said = words.groups.unread;

/** What could not be read, said once, with what is unknown because of it. */
export function UnreadNote({ unread }: { readonly unread: readonly UnreadPart[] }) {
  const raw = unread.filter((part) => part.raw !== null);
  return (
    <Alert type="warning" header={said.title(unread.length)} statusIconAriaLabel={words.app.severity.caution}>
      <SpaceBetween size="xs">
        <div>{said.why}</div>
        <ul className="plain-list">
          {unread.map(({ part, isForbidden }) => (
            <li key={part}>
              {said.line(said.what[part], isForbidden ? said.forbidden : said.failed, said.unknown[part])}
            </li>
          ))}
        </ul>
        {raw.length > 0 && (
          <ExpandableSection headerText={words.app.details}>
            <ul className="plain-list">
              {raw.map(({ part, raw: text }) => (
                <li key={part}>
                  {said.what[part]}: <code>{text}</code>
                </li>
              ))}
            </ul>
          </ExpandableSection>
        )}
      </SpaceBetween>
    </Alert>
  );
}
