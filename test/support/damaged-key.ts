// Lines of an RSA-2048 key in PKCS#1 PEM: what stands in each is fixed by the length of what stands before it.
const PRIVATE_EXPONENT = 8;
const EXPONENT_OF_A_FACTOR = 18;

/** One number of five is wrong. The public half is the same, and OpenSSL signs right, by the long way round. */
export function withDamagedFactor(privateKey: Uint8Array): Uint8Array {
  return withOtherLines(privateKey, [EXPONENT_OF_A_FACTOR]);
}

/** The public half is the same, and no signature is right. */
export function withoutSense(privateKey: Uint8Array): Uint8Array {
  return withOtherLines(privateKey, [PRIVATE_EXPONENT, EXPONENT_OF_A_FACTOR]);
}

function withOtherLines(privateKey: Uint8Array, others: readonly number[]): Uint8Array {
  const lines = Buffer.from(privateKey).toString().split('\n');
  return Buffer.from(lines.map((line, at) => (others.includes(at) ? 'A'.repeat(64) : line)).join('\n'));
}
