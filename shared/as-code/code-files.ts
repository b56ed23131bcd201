/** Text files of one folder, by their names. */
export type CodeFiles = Readonly<Record<string, string>>;

/** What machines are told at their first start stands beside the code, word for word. */
export const USER_DATA_FILE = 'user-data.txt';

/** Tools that it can be written for. */
export const CODE_FORMATS = ['cli', 'terraform'] as const;
export type CodeFormat = (typeof CODE_FORMATS)[number];

/** A line that the tool does not read. */
export function asRemark(line: string): string {
  return line === '' ? '#' : `# ${line}`;
}
