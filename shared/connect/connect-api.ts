import type { AccessTestApi } from './access-test.ts';
import type { AddressApi } from './address-api.ts';
import type { DesktopApi } from './desktop-api.ts';
import type { LogInApi } from './log-in-api.ts';
import type { RescueApi } from './rescue-api.ts';
import type { SshConfigApi } from './ssh-config-api.ts';

/** The part of the contract that is about getting in to machines that run: one type for each of its parts. */
export type ConnectApi = LogInApi & DesktopApi & RescueApi & AccessTestApi & AddressApi & SshConfigApi;
