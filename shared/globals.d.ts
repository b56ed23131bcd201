/** What every place this folder runs in has (Node and the browser), said here so that neither's types come in. */
declare class URL {
  constructor(url: string);
  static canParse(url: string): boolean;
  readonly protocol: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
}
