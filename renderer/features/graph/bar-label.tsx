/** What a button of the bar is called; where the graph is narrow it is said, and its icon alone is seen. */
export function BarLabel({ text }: { readonly text: string }) {
  return (
    <span className="max-w-32 truncate [@container(height<220px)]:sr-only [@container(width<420px)]:sr-only">
      {text}
    </span>
  );
}
