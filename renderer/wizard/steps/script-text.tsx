import './script-text.css';

/** A script as it is, word for word. */
export function ScriptText({ text }: { readonly text: string }) {
  // A region that scrolls must be reachable by the keyboard.
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className="script-text" tabIndex={0}>
      {text}
    </pre>
  );
}
