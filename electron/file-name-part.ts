/** A name may have anything in it; a file's name may not. */
export function fileNamePart(name: string): string {
  return (
    name
      .replaceAll(/[^\w.-]+/g, '-')
      .replaceAll(/^[.-]+|[.-]+$/g, '')
      .slice(0, 60) || 'fleet'
  );
}
