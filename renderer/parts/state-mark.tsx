/** A state's mark, the same outline that the canvas draws. */
export function StateMark({
  outline,
  label,
  size = 14,
}: {
  readonly outline: string;
  readonly label?: string;
  readonly size?: number;
}) {
  return (
    <span {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })} className="flex shrink-0">
      <svg
        aria-hidden
        width={size}
        height={size}
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={outline} />
      </svg>
    </span>
  );
}
