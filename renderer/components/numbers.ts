/** `0.0104` → `$0.0104`: hourly prices are fractions of a cent. */
export function hourlyMoney(usd: number): string {
  return format(usd, 4);
}

/** `18.5` → `$18.50`. */
export function monthlyMoney(usd: number): string {
  return format(usd, 2);
}

function format(usd: number, digits: number): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(usd);
}

/** `512` MiB → `0.5`. */
export function gib(memoryMiB: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(memoryMiB / 1024);
}
