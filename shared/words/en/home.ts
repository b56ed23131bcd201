/** The folder where Keyport keeps its records, and who has it. */
export const homeWords = {
  inUse: (program: string, pid: number) =>
    `The same keys are in use by ${program} (process ${pid}). Nothing is done twice: try again when it has ended.`,
  unreadable: (file: string) =>
    `Keyport cannot read who is using the keys here. If no other window and no command of Keyport is running, delete the file ${file} and try again.`,
} as const;
