import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';
import { PractiseButton } from './practise-button.tsx';
import { useMode } from './mode-context.ts';
import './practise-offer.css';

const said = words.practice.offer;

/** The first thing that somebody without an account is offered. */
export function PractiseFirst() {
  const { mode } = useMode();
  if (mode === 'practice') return null;
  return (
    <Container header={<Header variant="h2">{said.title}</Header>}>
      <div className="practise-first">
        <TrainingGround />
        <SpaceBetween size="m">
          <Box variant="p">{said.why}</Box>
          <ul className="plain-list">
            {said.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          <PractiseButton variant="primary" />
        </SpaceBetween>
      </div>
    </Container>
  );
}

type PractiseInsteadProps = {
  /** Why somebody might want to, here. */
  readonly why: string;
  readonly title?: string;
};

/** The same for somebody who came for something else. */
export function PractiseInstead({ why, title }: PractiseInsteadProps) {
  const { mode } = useMode();
  if (mode === 'practice') return null;
  return (
    <div className="practise-instead">
      <SpaceBetween size="xs">
        {title !== undefined && (
          // On a screen with one heading above it.
          <Box variant="h3" tagOverride="h2">
            {title}
          </Box>
        )}
        <div>{why}</div>
        <PractiseButton />
      </SpaceBetween>
    </div>
  );
}

/** A cloud inside of a fence, on one's own table: nothing gets out. */
function TrainingGround() {
  return (
    <svg width="132" height="96" viewBox="0 0 132 96" aria-hidden="true" focusable="false">
      <rect className="practise-first-screen" x="6" y="6" width="120" height="72" rx="8" />
      <path className="practise-first-foot" d="M52 78h28l6 12H46z" />
      <path className="practise-first-cloud" d="M48 58a12 12 0 0 1 1-24 17 17 0 0 1 32-2 13 13 0 0 1 3 26z" />
      <path className="practise-first-machine" d="M58 42h16v4H58zM58 49h16v4H58z" />
      <rect className="practise-first-fence" x="14" y="14" width="104" height="56" rx="5" />
    </svg>
  );
}
