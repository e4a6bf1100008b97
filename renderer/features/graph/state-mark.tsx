/** A state's mark, the same outline that the canvas draws. */
export function StateMark({ outline, label, size = 14 }: { readonly outline: string; readonly label?: string; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={outline} />
    </svg>
  );
}
