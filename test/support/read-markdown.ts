import * as prettier from 'prettier';

/** Markdown as another program reads it: the parser that Prettier brings along. */
export type MarkdownNode = {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
};

export async function readMarkdown(markdown: string): Promise<MarkdownNode> {
  const { __debug } = prettier as unknown as {
    __debug: {
      parse: (text: string, options: { parser: 'markdown' }) => Promise<{ ast: MarkdownNode }>;
    };
  };
  return (await __debug.parse(markdown, { parser: 'markdown' })).ast;
}

/** All of one type, in their order. */
export function nodesOf(node: MarkdownNode, type: string): readonly MarkdownNode[] {
  return [
    ...(node.type === type ? [node] : []),
    ...(node.children ?? []).flatMap((child) => nodesOf(child, type)),
  ];
}

/** What a person reads of it. */
export function textOf({ value = '', children = [] }: MarkdownNode): string {
  return value + children.map(textOf).join('');
}
