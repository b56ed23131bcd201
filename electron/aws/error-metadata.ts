/** The HTTP status that an error of the SDK came with. */
export function statusOf(error: unknown): number | undefined {
  const status = metadataOf(error)?.['httpStatusCode'];
  return typeof status === 'number' ? status : undefined;
}

/** What AWS's own people ask for when they are asked about a call. */
export function requestIdOf(error: unknown): string | null {
  const requestId = metadataOf(error)?.['requestId'];
  return typeof requestId === 'string' && requestId !== '' ? requestId : null;
}

function metadataOf(error: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  return typeof metadata === 'object' && metadata !== null ? { ...metadata } : undefined;
}
