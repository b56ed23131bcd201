/** A key whose bow is a port: a ring with a door in it. */
export function Logo() {
  return (
    <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="11" cy="16" r="9" fill="none" stroke="#5cc8ff" strokeWidth="3.2" />
      <path d="M8 21v-6a3 3 0 0 1 6 0v6z" fill="#5cc8ff" />
      <path
        d="M20 16h10M25 16v5M29 16v4"
        fill="none"
        stroke="#ffffff"
        strokeWidth="3.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
