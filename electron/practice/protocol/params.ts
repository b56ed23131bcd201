import { AwsError, invalidValue, missingParameter } from '../aws-error.ts';
import { shortened, type ParamNode } from './param-tree.ts';

/**
 * Reads the parameters of one action, or of one part of them, by EC2's wire names. What nobody asks for is unknown to EC2:
 * `refuseUnread` says so at the end.
 */
export type Params = {
  /** As EC2 names it in its messages: `IpPermissions.1.FromPort`. */
  readonly path: string;
  readonly has: (name: string) => boolean;
  /** `MissingParameter` where it is absent or empty. */
  readonly text: (name: string) => string;
  /** Null where it is absent. An empty value is an empty text. */
  readonly optionalText: (name: string) => string | null;
  readonly integer: (name: string) => number;
  readonly optionalInteger: (name: string) => number | null;
  /** `true` or `false`, in any case. */
  readonly boolean: (name: string) => boolean | null;
  /** The structure of this name; null where nothing of it is there. */
  readonly child: (name: string) => Params | null;
  /** The list of structures of this name, in the order of their indices. */
  readonly list: <Item>(name: string, read: (item: Params, index: number) => Item) => readonly Item[];
  /** The list of values of this name. */
  readonly texts: (name: string) => readonly string[];
  /** Which of these names is there, for a parameter that goes by several; the first where none is. */
  readonly nameOf: (...names: readonly [string, ...string[]]) => string;
};

export function paramsOf(node: ParamNode, path = ''): Params {
  const at = (name: string): ParamNode | undefined => {
    const child = node.children.get(name);
    if (child !== undefined) child.isRead = true;
    return child;
  };
  const full = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const optionalText = (name: string): string | null => {
    const child = at(name);
    if (child === undefined) return null;
    if (child.value === null) throw invalidValue(`Value () for parameter ${full(name)} is invalid.`);
    return child.value;
  };
  const text = (name: string): string => {
    const value = optionalText(name);
    if (value === null || value === '') throw missingParameter(full(name));
    return value;
  };
  const optionalInteger = (name: string): number | null => {
    const value = optionalText(name);
    return value === null ? null : integerFrom(value, full(name));
  };
  return {
    path,
    has: (name) => node.children.has(name),
    text,
    optionalText,
    integer: (name) => integerFrom(text(name), full(name)),
    optionalInteger,
    boolean: (name) => {
      const value = optionalText(name);
      if (value === null) return null;
      if (/^true$/iu.test(value)) return true;
      if (/^false$/iu.test(value)) return false;
      throw invalidValue(`Invalid value '${shortened(value)}' for boolean parameter ${full(name)}`);
    },
    child: (name) => {
      const child = at(name);
      if (child === undefined) return null;
      if (child.value !== null) throw invalidValue(`Value for parameter ${full(name)} is invalid.`);
      return paramsOf(child, full(name));
    },
    list: (name, read) =>
      itemsOf(at(name), full(name)).map(([index, item]) =>
        read(paramsOf(item, `${full(name)}.${String(index)}`), index),
      ),
    texts: (name) =>
      itemsOf(at(name), full(name)).map(([index, item]) => {
        if (item.value === null) {
          throw invalidValue(`Value () for parameter ${full(name)}.${String(index)} is invalid.`);
        }
        return item.value;
      }),
    nameOf: (first, ...others) => [first, ...others].find((name) => node.children.has(name)) ?? first,
  };
}

/** Throws `UnknownParameter` for the first parameter that nobody has asked for. */
export function refuseUnread(node: ParamNode, path = ''): void {
  for (const [name, child] of node.children) {
    const full = path === '' ? name : `${path}.${name}`;
    if (!child.isRead) {
      throw new AwsError('UnknownParameter', `The parameter ${shortened(full)} is not recognized`);
    }
    refuseUnread(child, full);
  }
}

const HIGHEST_INDEX = 10_000;

/** A list with nothing in it is written as an empty value by some clients. */
function itemsOf(list: ParamNode | undefined, path: string): readonly (readonly [number, ParamNode])[] {
  if (list === undefined || list.value === '') return [];
  if (list.value !== null)
    throw invalidValue(`Value (${shortened(list.value)}) for parameter ${path} is invalid.`);
  return [...list.children]
    .map(([index, item]) => {
      const place = /^[1-9]\d{0,4}$/u.test(index) ? Number(index) : NaN;
      if (!(place <= HIGHEST_INDEX)) throw invalidValue(`Invalid index ${shortened(index)} for ${path}`);
      item.isRead = true;
      return [place, item] as const;
    })
    .toSorted(([one], [other]) => one - other);
}

function integerFrom(value: string, path: string): number {
  const number = /^-?\d{1,15}$/u.test(value) ? Number(value) : NaN;
  if (Number.isSafeInteger(number)) return number;
  throw invalidValue(`Value (${shortened(value)}) for parameter ${path} is invalid. It must be an integer.`);
}
