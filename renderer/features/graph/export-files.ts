import interCyrillic from '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?url';
import interGreek from '@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?url';
import interLatinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url';
import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import monoCyrillic from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-cyrillic-wght-normal.woff2?url';
import monoGreek from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-greek-wght-normal.woff2?url';
import monoLatinExt from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-ext-wght-normal.woff2?url';
import monoLatin from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url';
import { type Drawing, drawingToSvg, type EmbeddedFont, type Face, fontPartsOf, type Subset } from '#app/report';

const FONT_FILES: Readonly<Record<Face, Readonly<Record<Subset, string>>>> = {
  mono: { latin: monoLatin, 'latin-ext': monoLatinExt, greek: monoGreek, cyrillic: monoCyrillic },
  sans: { latin: interLatin, 'latin-ext': interLatinExt, greek: interGreek, cyrillic: interCyrillic },
};

/** The same file that `raingauge graph` writes of the same graph. */
export async function svgOf(drawing: Drawing): Promise<string> {
  const fonts = fontPartsOf(drawing).map(
    async (part): Promise<EmbeddedFont> => ({ ...part, base64: await base64Of(FONT_FILES[part.face][part.subset]) }),
  );
  return drawingToSvg(drawing, await Promise.all(fonts));
}

/** What Chromium's canvas holds at most: beyond, it draws nothing and says nothing. */
const LONGEST_SIDE = 16_384;
const LARGEST_AREA = 200e6;

/** The scale that can be drawn of what was wished: large graphs have no room for more. */
export function possibleScale({ width, height }: Pick<Drawing, 'width' | 'height'>, wished: number): number {
  const most = Math.min(LONGEST_SIDE / width, LONGEST_SIDE / height, Math.sqrt(LARGEST_AREA / (width * height)));
  return Math.min(wished, most);
}

/** A picture of so many pixels per unit of the graph. @throws where the browser has no memory for it. */
export async function pngOf(drawing: Drawing, wished: number): Promise<Blob> {
  const scale = possibleScale(drawing, wished);
  const image = new Image();
  // The page may load data, and nothing by other addresses.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svgOf(drawing))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(drawing.width * scale);
  canvas.height = Math.floor(drawing.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('The picture is too large for this machine; choose a smaller scale, or SVG.');
  return blob;
}

export async function base64Of(url: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
