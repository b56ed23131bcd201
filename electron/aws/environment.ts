/** The variables a process was started with; passed in, so that a test can have its own. */
export type Environment = Readonly<Record<string, string | undefined>>;
