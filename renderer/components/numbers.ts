/** `512` MiB → `0.5`. */
export function gib(memoryMiB: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(memoryMiB / 1024);
}
