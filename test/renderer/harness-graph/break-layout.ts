/**
 * A fault in the window's own layout, which no schema that we know brings about: a function that it cannot do without throws, until
 * the page is told that it is mended.
 */
export function breakLayout(): void {
  const own = Math.sqrt;
  Math.sqrt = (value) => {
    if (document.documentElement.dataset.layout !== 'mended') throw new Error('No square root today.');
    return own(value);
  };
}
