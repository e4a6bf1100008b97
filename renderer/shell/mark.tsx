/** The mark: a rain gauge, a graduated cylinder with a level. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 24 24" fill="none" className="shrink-0 text-accent">
      <path d="M7 12.5h10V19a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2Z" fill="currentColor" opacity="0.45" />
      <path
        d="M5 2.75h14M7 2.75V19a2 2 0 0 0 2 2h6a2 2 0 0 0 2-2V2.75"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M7 7h3.5M7 10h2.25M7 13h3.5M7 16h2.25" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
