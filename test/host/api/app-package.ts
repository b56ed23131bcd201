import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface AppPackage {
  readonly dir: string;
  readonly main: string;
  readonly name: string;
  readonly version: string;
}

interface PackageJson {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/** Finds an app as Electron does: a folder with a package.json, or a main file somewhere below one. */
export function readAppPackage(app: string): AppPackage {
  const given = path.resolve(app);
  const isFolder = statSync(given).isDirectory();
  const dir = isFolder ? given : path.dirname(given);
  const json = readPackageJson(dir, isFolder);
  return {
    dir,
    main: isFolder ? path.join(dir, json.main ?? 'index.js') : given,
    name: json.productName ?? json.name ?? 'Electron',
    version: json.version ?? '0.0.0',
  };
}

function readPackageJson(dir: string, isRequired: boolean): PackageJson {
  const file = path.join(dir, 'package.json');
  if (isRequired || existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const parent = path.dirname(dir);
  return parent === dir ? {} : readPackageJson(parent, false);
}
