declare module 'bcrypt-pbkdf' {
  const bcrypt: {
    /** One run of bcrypt over two SHA-512 hashes, into 32 bytes. */
    readonly hash: (passwordHash: Uint8Array, saltHash: Uint8Array, out: Uint8Array) => void;
  };
  export default bcrypt;
}
