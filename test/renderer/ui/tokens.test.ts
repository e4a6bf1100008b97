import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The tokens of one theme: those of the light one, overridden. */
function tokensOf(selectors: readonly string[]): ReadonlyMap<string, string> {
  const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');
  const tokens = new Map<string, string>();
  for (const selector of selectors) {
    const block = css.slice(css.indexOf(`\n${selector} {`)).split('\n}')[0] ?? '';
    for (const [, name, value] of block.matchAll(/(--[\w-]+): ([^;]+);/g)) if (name && value) tokens.set(name, value);
  }
  return tokens;
}

const DARK = [':root', '[data-theme="dark"]'];
const HIGH = {
  'light, high contrast': tokensOf([':root', '[data-contrast="more"]']),
  'dark, high contrast': tokensOf([...DARK, '[data-contrast="more"]', '[data-theme="dark"][data-contrast="more"]']),
};
const THEMES = { light: tokensOf([':root']), dark: tokensOf(DARK), ...HIGH };

/** WCAG 2 relative luminance of an `oklch(L C H)`; the conversion is Björn Ottosson's, https://bottosson.github.io/posts/oklab/ */
function luminance(tokens: ReadonlyMap<string, string>, name: string): number {
  const [, lightness, chroma, hue] = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(tokens.get(name) ?? '') ?? [];
  if (lightness === undefined) {
    const white = /^oklch\(1 0 0\)$/.test(tokens.get(name) ?? '');
    if (white) return 1;
    throw new Error(`${name} is no opaque OKLCH colour`);
  }
  const angle = (Number(hue) * Math.PI) / 180;
  const a = Number(chroma) * Math.cos(angle);
  const b = Number(chroma) * Math.sin(angle);
  const l = (Number(lightness) + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (Number(lightness) - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (Number(lightness) - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (part: number) => Math.max(0, Math.min(1, part));
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: ReadonlyMap<string, string>, foreground: string, background: string): number {
  const [a, b] = [luminance(tokens, foreground), luminance(tokens, background)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const SURFACES = ['--canvas', '--surface', '--raised', '--sunken', '--hover', '--selected'];
const TEXTS = ['--text', '--muted', '--faint', '--accent', '--good', '--warn', '--bad', '--special', '--neutral'];

describe.each(Object.entries(THEMES))('the %s theme', (_name, tokens) => {
  it.each(TEXTS)('has %s at 4.5 : 1 on every surface it may stand on', (text) => {
    for (const surface of SURFACES)
      expect(contrast(tokens, text, surface), `${text} on ${surface}`).toBeGreaterThan(4.5);
  });

  it.each(['good', 'warn', 'bad', 'special', 'neutral', 'accent'])('has --%s at 4.5 : 1 on its own tint', (tone) => {
    expect(contrast(tokens, `--${tone}`, `--${tone}-soft`)).toBeGreaterThan(4.5);
  });

  it('has button text, focus ring and control outlines in sight', () => {
    expect(contrast(tokens, '--on-accent', '--accent')).toBeGreaterThan(4.5);
    for (const surface of ['--surface', '--canvas']) {
      expect(contrast(tokens, '--focus', surface)).toBeGreaterThan(3);
      expect(contrast(tokens, '--control', surface), `--control on ${surface}`).toBeGreaterThan(3);
    }
  });

  it.each(['keyword', 'string', 'number', 'type', 'comment'])('colours SQL: --code-%s at 4.5 : 1', (name) => {
    expect(contrast(tokens, `--code-${name}`, '--surface')).toBeGreaterThan(4.5);
  });
});

describe.each(Object.entries(HIGH))('%s', (_name, tokens) => {
  it('has text at 7 : 1, and the borders of tables and modules at 3 : 1', () => {
    for (const surface of ['--canvas', '--surface', '--sunken']) {
      expect(contrast(tokens, '--text', surface)).toBeGreaterThan(7);
      expect(contrast(tokens, '--muted', surface)).toBeGreaterThan(7);
      for (const tone of ['good', 'warn', 'bad', 'special', 'neutral', 'accent'])
        expect(contrast(tokens, `--${tone}-line`, surface), `${tone} on ${surface}`).toBeGreaterThan(3);
      expect(contrast(tokens, '--line-strong', surface)).toBeGreaterThan(3);
    }
  });
});
