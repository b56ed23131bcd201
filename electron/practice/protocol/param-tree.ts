import { AwsError } from '../aws-error.ts';

/** One place in the parameters of a request: a value, or more parameters below it. */
export type ParamNode = {
  value: string | null;
  readonly children: Map<string, ParamNode>;
  /** Whether the action has asked for it: what is left unasked is unknown to EC2. */
  isRead: boolean;
};

const MOST_PARAMETERS = 20_000;
const DEEPEST = 12;

/**
 * The parameters of a Query request as a tree: `Filter.1.Value.2=x` lies at Filter, 1, Value, 2. Throws
 * `MalformedQueryString` for what no client writes: too many, too deep, twice the same, a value where others lie below.
 */
export function readParamTree(encoded: string): ParamNode {
  const root = emptyNode();
  if (encoded === '') return root;
  let count = 0;
  for (const [name, value] of new URLSearchParams(encoded)) {
    count += 1;
    if (count > MOST_PARAMETERS) throw malformed('too many parameters');
    put(root, name, value);
  }
  return root;
}

function emptyNode(): ParamNode {
  return { value: null, children: new Map(), isRead: false };
}

function put(root: ParamNode, name: string, value: string): void {
  const path = name.split('.', DEEPEST + 1);
  if (path.length > DEEPEST) throw malformed('a parameter lies too deep');
  if (path.includes('')) throw malformed('a parameter without a name');
  let node = root;
  for (const part of path) {
    if (node.value !== null) throw malformed(`both a value and more below it: ${shortened(name)}`);
    const next = node.children.get(part) ?? emptyNode();
    node.children.set(part, next);
    node = next;
  }
  if (node.value !== null) throw malformed(`given twice: ${shortened(name)}`);
  if (node.children.size > 0) throw malformed(`both a value and more below it: ${shortened(name)}`);
  node.value = value;
}

function malformed(what: string): AwsError {
  return new AwsError('MalformedQueryString', `The query string contains a syntax error: ${what}`, 404);
}

/** Names and values of strangers are quoted, never by the megabyte. */
export function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
