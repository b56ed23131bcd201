import { invalidValue } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Instance } from '../world/state.ts';

export type MetadataOptions = Instance['metadata'];

/** The settings of the metadata service that a request names. */
export function readMetadataOptions(params: Params): Partial<MetadataOptions> {
  const tokens = oneOf(params, 'HttpTokens', ['optional', 'required']);
  const hopLimit = params.optionalInteger('HttpPutResponseHopLimit');
  if (hopLimit !== null && (hopLimit < 1 || hopLimit > 64)) {
    throw invalidValue(
      `Value (${String(hopLimit)}) for parameter HttpPutResponseHopLimit is invalid. The value must be between 1 and 64.`,
    );
  }
  const isEndpointOn = isEnabled(params, 'HttpEndpoint');
  const isIpv6On = isEnabled(params, 'HttpProtocolIpv6');
  const hasTags = isEnabled(params, 'InstanceMetadataTags');
  return {
    ...(tokens === null ? {} : { tokens }),
    ...(hopLimit === null ? {} : { hopLimit }),
    ...(isEndpointOn === null ? {} : { isEndpointOn }),
    ...(isIpv6On === null ? {} : { isIpv6On }),
    ...(hasTags === null ? {} : { hasTags }),
  };
}

function isEnabled(params: Params, name: string): boolean | null {
  const value = oneOf(params, name, ['enabled', 'disabled']);
  return value === null ? null : value === 'enabled';
}

/** One of the words that AWS lists for it; null where it is absent. */
export function oneOf<Word extends string>(
  params: Params,
  name: string,
  words: readonly Word[],
): Word | null {
  const value = params.optionalText(name);
  if (value === null) return null;
  const word = words.find((each) => each === value);
  if (word !== undefined) return word;
  throw invalidValue(
    `Value (${shortened(value)}) for parameter ${params.path === '' ? name : `${params.path}.${name}`} is invalid. Valid values: ${words.join(', ')}.`,
  );
}
