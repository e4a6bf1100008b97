/** The faces that a drawing is written in: names in the one with equal widths, titles in the other. */
export type Face = 'mono' | 'sans';

/** JetBrains Mono: every character that it has is 600 of 1,000 units wide, in every weight. */
const MONO_ADVANCE = 0.6;
/** What neither face has, other fonts draw: ideographs and the like as wide as they are high, the rest less. */
const WIDE_ADVANCE = 1;
const UNKNOWN_ADVANCE = 0.68;

/**
 * Advances of Inter SemiBold 4.0 in thousandths of the size, from the font's own `hmtx` table: from each first code point
 * on. Lighter weights are narrower, so that a text that fits in this one fits in all.
 */
const SANS_ADVANCES: readonly (readonly [first: number, advances: string])[] = [
  [
    0x20,
    '252 321 523 644 650 1004 663 326 373 373 540 673 319 465 319 379 660 423 623 636 666 612 640 576 640 ' +
      '640 319 329 673 673 673 543 999 728 659 737 722 605 588 749 746 277 580 703 565 922 759 769 645 773 ' +
      '652 650 660 736 728 1020 720 713 652 373 379 373 481 469 351 574 624 583 624 591 389 625 612 262 262 ' +
      '569 262 900 612 609 624 624 397 549 353 612 587 839 569 588 566 455 359 455 673',
  ],
  [
    0xa0,
    '252 321 583 629 749 563 316 568 612 914 460 634 673 656 664 452 458 673 454 463 351 614 600 319 332 ' +
      '324 487 634 831 870 907 543 728 728 728 728 728 728 1013 737 605 605 605 605 277 277 277 277 751 759 ' +
      '769 769 769 769 769 673 769 736 736 736 736 713 658 644 574 574 574 574 574 574 913 583 591 591 591 ' +
      '591 262 262 262 262 594 612 609 609 609 609 609 673 609 612 612 612 612 588 624 588 728 574 728 574 ' +
      '728 574 737 583 737 583 737 583 737 583 722 739 751 624 605 591 605 591 605 591 605 591 605 591 749 ' +
      '625 749 625 749 625 749 625 746 612 797 612 277 262 277 262 277 262 277 262 277 262 856 523 580 262 ' +
      '703 569 566 565 262 565 262 565 377 573 419 602 262 759 612 759 612 759 612 656 759 612 769 609 769 ' +
      '609 769 609 1014 992 652 397 652 397 652 397 650 549 650 549 650 549 650 549 660 353 660 419 660 353 ' +
      '736 612 736 612 736 612 736 612 736 612 736 612 1020 839 713 588 713 652 566 652 566 652 566 334',
  ],
  [
    0x391,
    '728 659 581 722 605 652 746 769 277 703 728 922 759 677 769 746 645 656 692 660 713 889 720 889 778 ' +
      '277 713 684 551 612 298 612 684 605 587 598 551 526 612 625 298 566 669 614 605 559 609 627 624 582 ' +
      '642 495 612 772 591 813 824',
  ],
  [
    0x410,
    '728 646 659 581 852 605 1032 636 759 759 703 749 922 746 769 746 645 737 660 672 833 720 751 705 979 ' +
      '1002 826 907 658 737 1033 652 574 604 573 447 645 591 846 511 612 612 569 594 798 610 609 605 624 ' +
      '583 495 588 747 569 636 593 847 871 667 783 579 583 859 570',
  ],
];

const sans = new Map(
  SANS_ADVANCES.flatMap(([first, advances]) =>
    advances.split(' ').map((advance, at) => [first + at, Number(advance) / 1000] as const),
  ),
);

/** The width of a line of text, in the unit of `size`. */
export function textWidth(text: string, face: Face, size: number): number {
  let width = 0;
  for (const character of text) width += advanceOf(character.codePointAt(0) ?? 0, face);
  return width * size;
}

/** The text, or as much of its beginning as fits before an ellipsis; empty where not even that does. */
export function fitText(text: string, face: Face, size: number, width: number): string {
  if (textWidth(text, face, size) <= width) return text;
  let room = width - textWidth('…', face, size);
  if (room < 0) return '';
  let kept = '';
  for (const character of text) {
    room -= textWidth(character, face, size);
    if (room < 0) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The text in lines that fit, broken between words; a word that is wider has a line of its own. */
export function wrapText(text: string, face: Face, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const before = lines.at(-1);
    const longer = `${before} ${word}`;
    if (before !== undefined && textWidth(longer, face, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function advanceOf(code: number, face: Face): number {
  if (isWide(code)) return WIDE_ADVANCE;
  if (face === 'mono') return MONO_ADVANCE;
  return sans.get(code) ?? UNKNOWN_ADVANCE;
}

/** East Asian scripts and emoji (Unicode's East_Asian_Width W and F, in their large blocks). */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
