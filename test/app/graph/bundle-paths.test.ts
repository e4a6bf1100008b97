import { describe, expect, it } from 'vitest';
import { bundlePaths, type EdgePath, pointOn } from '#app/graph';

/** A curve from (0, y) to (1000, 500), straight out and straight in. */
const from = (y: number, part: Partial<EdgePath> = {}): EdgePath => ({
  x1: 0,
  y1: y,
  cx1: 200,
  cy1: y,
  cx2: 800,
  cy2: 500,
  x2: 1000,
  y2: 500,
  leaves: 1,
  arrives: -1,
  ...part,
});
const PATHS = [from(0), from(120), from(300)];

describe('a bundle of curves', () => {
  it('begins and ends where each of them does, and has one way between', () => {
    const bundle = bundlePaths(PATHS);
    if (!bundle) throw new Error('no bundle');
    for (const [at, path] of PATHS.entries()) {
      const [into, out] = [bundle.into[at], bundle.out[at]];
      expect(into).toMatchObject({ x1: path.x1, y1: path.y1, x2: bundle.trunk.x1, y2: bundle.trunk.y1 });
      expect(out).toMatchObject({ x1: bundle.trunk.x2, y1: bundle.trunk.y2, x2: path.x2, y2: path.y2 });
    }
  });

  it('turns no corner where a curve joins the trunk', () => {
    const bundle = bundlePaths(PATHS);
    const [into] = bundle?.into ?? [];
    if (!bundle || !into) throw new Error('no bundle');
    const angle = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.atan2(b.y - a.y, b.x - a.x);
    const before = angle(pointOn(into, 0.999), pointOn(into, 1));
    const after = angle(pointOn(bundle.trunk, 0), pointOn(bundle.trunk, 0.001));
    expect(before).toBeCloseTo(after, 1);
  });

  it('runs between its curves', () => {
    const bundle = bundlePaths(PATHS);
    for (const t of [0, 0.5, 1]) {
      const { y } = pointOn(bundle?.trunk ?? from(9999), t);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(501);
    }
  });

  it.each([
    ['two', [from(0), from(100)]],
    ['short ones', PATHS.map((path) => ({ ...path, cx1: 40, cx2: 160, x2: 200, y2: path.y1, cy2: path.y1 }))],
    ['such as begin far apart', [from(-900), from(300), from(1500)]],
    ['such as end far apart', [from(0), from(100), from(200, { x2: 1000, y2: 2400 })]],
    ['none', []],
  ])('is not made of %s', (_, paths) => {
    expect(bundlePaths(paths)).toBeNull();
  });
});
