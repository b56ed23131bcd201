import { fleetAsScript } from './aws-cli.ts';
import type { CodeFiles, CodeFormat } from './code-files.ts';
import type { FleetAsCode } from './fleet-as-code.ts';
import { fleetAsTerraform } from './terraform.ts';

/** What the window shows, and what it and the command line write. */
export function codeOf(fleet: FleetAsCode, format: CodeFormat): CodeFiles {
  return WRITERS[format](fleet);
}

const WRITERS = { cli: fleetAsScript, terraform: fleetAsTerraform } as const;
