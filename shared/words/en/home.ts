/** The folder where Keyport keeps its records, and who has it. */
export const homeWords = {
  inUse: (program: string, pid: number) =>
    `The same keys are in use by ${program} (process ${pid}). Nothing is done twice: try again when it has ended.`,
  notInHere: (folder: string) =>
    `${folder} is where Keyport keeps its own records. A file written there could replace one, and what it stands for would be forgotten. Choose another folder.`,
  unreadable: (file: string) =>
    `Keyport cannot read who is using the keys here. If no other window and no command of Keyport is running, delete the file ${file} and try again.`,
} as const;
