import fs from 'node:fs';
import path from 'node:path';
import { project } from './tool.ts';

const results = path.join(project, 'test-results');

/** Where a runner writes its report; the last run's is gone, so that it cannot be read in its stead. */
export function freshReport(name: string): string {
  const file = path.join(results, name);
  fs.mkdirSync(results, { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}

export function readReport(file: string): unknown {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
