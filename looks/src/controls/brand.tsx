/** The mark and the name of what the page belongs to. */
export function Brand({ name }: { name: string }) {
  return (
    <span className="brand">
      <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
        <path className="brand-shield" d="M16 2 4 6.5v8.7C4 22.4 9 28 16 30c7-2 12-7.6 12-14.8V6.5z" />
        <path
          className="brand-check"
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          d="m10.5 16 4 4 7.5-8.5"
        />
      </svg>
      <span>{name}</span>
    </span>
  );
}
