import './word-for-word.css';

/** A text as it is, all of it: a policy, a script. It is long; whoever shows it folds it. */
export function WordForWord({ text }: { readonly text: string }) {
  return <pre className="word-for-word">{text}</pre>;
}
