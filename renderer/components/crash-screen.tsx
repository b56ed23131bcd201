import { Component, type ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { words } from '../../shared/words/en.ts';

type Props = {
  readonly children: ReactNode;
  /** What stays above it all, whatever breaks below. */
  readonly above: ReactNode;
};
type State = { readonly error: Error | null };

/** Whatever breaks inside, something is said and can be done. React knows such a boundary only as a class. */
export class CrashScreen extends Component<Props, State> {
  override readonly state: State = { error: null };

  static getDerivedStateFromError(cause: unknown): State {
    return { error: cause instanceof Error ? cause : new Error(String(cause)) };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <>
        {this.props.above}
        <Crashed error={error} />
      </>
    );
  }
}

function Crashed({ error }: { readonly error: Error }) {
  const said = words.app.crash;
  return (
    <main>
      <Box padding="xxl">
        <Alert
          type="error"
          header={<h1>{said.title}</h1>}
          statusIconAriaLabel={words.wizard.frame.errorIcon}
          action={<Button onClick={() => window.location.reload()}>{said.reload}</Button>}
        >
          {said.explanation}
          <ExpandableSection headerText={words.app.details}>
            <code>{error.message}</code>
          </ExpandableSection>
        </Alert>
      </Box>
    </main>
  );
}
