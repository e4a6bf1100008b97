/**
 * The report's whole stylesheet: no file, font or address outside. Colours are those of the product (renderer/ui/tokens.css); each
 * state has its own lightness and, where areas touch, its own hatching, so that neither print nor eyes need the hue.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: oklch(0.993 0.001 250); --sunken: oklch(0.968 0.004 250); --line: oklch(0.9 0.006 250); --strong: oklch(0.8 0.01 250);
  --text: oklch(0.245 0.016 255); --muted: oklch(0.44 0.016 255); --accent: oklch(0.47 0.125 242);
  --good: oklch(0.6 0.115 168); --good-text: oklch(0.45 0.095 170); --good-soft: oklch(0.955 0.03 168);
  --warn: oklch(0.75 0.15 75); --warn-text: oklch(0.48 0.1 68); --warn-soft: oklch(0.955 0.045 85);
  --bad: oklch(0.585 0.195 34); --bad-text: oklch(0.5 0.17 33); --bad-soft: oklch(0.955 0.025 35);
  --special: oklch(0.585 0.15 318); --neutral: oklch(0.7 0.014 255); --faint: oklch(0.86 0.008 255);
  --critical: oklch(0.43 0.17 28); --high: oklch(0.6 0.195 36); --medium: oklch(0.76 0.15 75); --low: oklch(0.66 0.09 235); --info: oklch(0.76 0.012 255);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: oklch(0.205 0.01 255); --sunken: oklch(0.245 0.012 255); --line: oklch(0.32 0.012 255); --strong: oklch(0.42 0.015 255);
    --text: oklch(0.925 0.006 250); --muted: oklch(0.755 0.012 252); --accent: oklch(0.76 0.105 236);
    --good: oklch(0.66 0.115 168); --good-text: oklch(0.79 0.105 168); --good-soft: oklch(0.285 0.036 170);
    --warn: oklch(0.8 0.14 78); --warn-text: oklch(0.83 0.115 80); --warn-soft: oklch(0.3 0.04 78);
    --bad: oklch(0.66 0.175 35); --bad-text: oklch(0.78 0.12 38); --bad-soft: oklch(0.29 0.055 33);
    --special: oklch(0.66 0.14 318); --neutral: oklch(0.55 0.014 255); --faint: oklch(0.38 0.012 255);
    --critical: oklch(0.58 0.205 25); --high: oklch(0.7 0.165 40); --medium: oklch(0.82 0.13 80); --low: oklch(0.68 0.09 235); --info: oklch(0.56 0.012 255);
  }
}
* { box-sizing: border-box; }
html { font: 14px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; background: var(--page); color: var(--text); -webkit-text-size-adjust: 100%; }
body { max-width: 1120px; margin: 0 auto; padding: 40px 32px 96px; font-variant-numeric: tabular-nums; }
code, pre { font: 12px/1.5 "JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
h1 { font-size: 14px; font-weight: 600; margin: 0; color: var(--muted); }
h1 b { color: var(--text); }
h2 { font-size: 20px; line-height: 1.3; font-weight: 650; margin: 0 0 4px; letter-spacing: -0.01em; }
h3 { font-size: 14px; font-weight: 650; margin: 28px 0 8px; }
p { margin: 0 0 12px; max-width: 78ch; } p.note { color: var(--muted); }
section { border-top: 1px solid var(--line); padding-top: 28px; margin-top: 44px; }
header p.read { color: var(--muted); font-size: 12.5px; margin: 4px 0 0; max-width: none; }
.headline { font-size: 30px; line-height: 1.22; font-weight: 680; letter-spacing: -0.02em; margin: 32px 0 28px; max-width: 30em; text-wrap: balance; }
.headline::before { content: ""; display: block; width: 56px; height: 5px; border-radius: 3px; margin-bottom: 18px; background: var(--bad); }
.headline.at-risk::before { background: var(--warn); } .headline.clear::before { background: var(--good); }
.answers { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); border: 1px solid var(--line); border-radius: 8px; margin: 0; }
.answers div { padding: 14px 18px; border-left: 1px solid var(--line); } .answers div:first-child { border-left: 0; }
.answers dt { font-size: 26px; font-weight: 680; line-height: 1.2; letter-spacing: -0.02em; }
.answers dd { margin: 2px 0 0; color: var(--muted); font-size: 12.5px; line-height: 1.4; }
.answers .bad dt { color: var(--bad-text); } .answers .warn dt { color: var(--warn-text); } .answers .good dt { color: var(--good-text); }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-top: 22px; font-size: 12.5px; }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 40px; align-items: start; }
table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.45; }
th { text-align: left; font-weight: 550; font-size: 12px; color: var(--muted); padding: 6px 12px 6px 0; border-bottom: 1px solid var(--strong); vertical-align: bottom; }
td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
td:last-child, th:last-child { padding-right: 0; }
td.n, th.n { text-align: right; width: 1%; white-space: nowrap; padding-left: 12px; } tr.sum td { font-weight: 650; border-bottom: 0; }
td.n.zero { color: var(--strong); }
td.tight, th.tight { white-space: nowrap; width: 1%; } th.half { width: 40%; }
table.matrix { margin-bottom: 14px; } table.matrix thead td { border: 0; } table.matrix td.n { text-align: center; padding: 0; width: auto; border: 2px solid var(--page); border-radius: 6px; height: 34px; vertical-align: middle; min-width: 56px; }
table.matrix th.n { text-align: center; width: auto; border-bottom: 0; padding: 4px; } table.matrix th.row { border: 0; color: var(--text); vertical-align: middle; font-size: 13px; }
table.matrix td.all { font-weight: 650; }
.dot { display: inline-block; width: 9px; height: 9px; border-radius: 2px; margin-right: 8px; }
.chip { display: inline-block; justify-self: start; font-size: 11.5px; font-weight: 600; line-height: 18px; padding: 0 7px; border-radius: 4px; border: 1px solid var(--strong); white-space: nowrap; }
.chip.critical, .chip.high, .chip.blocked { color: var(--bad-text); background: var(--bad-soft); border-color: transparent; }
.chip.critical { outline: 1px solid currentColor; outline-offset: -1px; }
.chip.medium, .chip.flag { color: var(--warn-text); background: var(--warn-soft); border-color: transparent; }
.chip.holds { color: var(--good-text); background: var(--good-soft); border-color: transparent; }
ol.first { margin: 0; padding: 0; list-style: none; counter-reset: first; }
ol.first li { counter-increment: first; display: grid; grid-template-columns: 24px 74px minmax(0, 1fr) auto; gap: 8px; align-items: baseline; padding: 7px 0; border-bottom: 1px solid var(--line); }
ol.first li::before { content: counter(first); color: var(--muted); font-size: 12px; }
ol.first .times { color: var(--muted); white-space: nowrap; } ol.first + p.note { margin-top: 10px; }
h3.priority { font-weight: 500; color: var(--muted); } h3.priority b { color: var(--text); font-weight: 680; margin-right: 6px; }
ol.plan { list-style: none; margin: 0; padding: 0; } ol.plan > li { display: grid; grid-template-columns: 220px minmax(0, 1fr); gap: 4px 24px; padding: 10px 0; border-top: 1px solid var(--line); break-inside: avoid; }
.step { display: flex; flex-direction: column; align-items: flex-start; gap: 1px; } .step .what { font-weight: 600; } .step .about, ol.plan .times { color: var(--muted); font-size: 12.5px; }
ol.plan ul { list-style: none; margin: 0; padding: 0; } ol.plan ul li { display: grid; grid-template-columns: 74px minmax(0, 1fr) auto; gap: 8px; align-items: baseline; padding: 2px 0; }
details { border: 1px solid var(--line); border-radius: 8px; margin: 10px 0; }
summary { cursor: pointer; padding: 10px 14px; display: grid; grid-template-columns: 70px minmax(0, 1fr) auto; gap: 12px; align-items: baseline; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary .title { font-weight: 600; } summary code { color: var(--muted); margin-left: 8px; } summary .open { color: var(--muted); white-space: nowrap; font-size: 12.5px; }
summary .open::after { content: "▸"; display: inline-block; margin-left: 10px; } details[open] > summary .open::after { content: "▾"; }
details .body { padding: 0 14px 12px; } .resolution { margin: 0 0 8px; font-size: 13px; max-width: none; } .resolution b { font-weight: 600; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
figure { margin: 14px 0 18px; } figure.bar svg:not(.swatch) { width: 100%; height: 20px; display: block; border-radius: 4px; }
figcaption { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 10px; font-size: 12.5px; color: var(--muted); } figcaption b { color: var(--text); }
.key { display: inline-flex; gap: 6px; align-items: center; } .swatch { width: 12px; height: 12px; border-radius: 2px; flex: none; } .swatch.wide { width: 22px; height: 14px; }
svg.stack { width: 100%; height: auto; display: block; overflow: visible; } svg text { font-family: inherit; fill: var(--text); dominant-baseline: central; }
svg.stack + p.note { margin-top: 8px; } svg .axis { font-size: 13px; } svg .value { font-size: 12.5px; fill: var(--muted); }
.graph > svg { width: 100%; height: auto; display: block; border: 1px solid var(--line); border-radius: 8px; background: var(--sunken); }
.module { fill: var(--page); stroke: var(--line); stroke-width: 4; } .module-name { font-size: 52px; font-weight: 600; fill: var(--muted); }
.edge { fill: none; stroke: var(--strong); stroke-width: 5; } .edge.soft { stroke-dasharray: 14 12; }
.table { stroke-width: 4; } .table-name { text-anchor: middle; font-weight: 600; }
.on-off, .on-open { fill: url(#graph-hatch); stroke: var(--bad); } .on-partly-covered { fill: url(#graph-rows); stroke: var(--warn); stroke-width: 6; } .on-no-policy, .on-not-forced { fill: var(--warn-soft); stroke: var(--warn); stroke-width: 6; stroke-dasharray: 22 10; }
.on-scoped-via-parent { fill: var(--page); stroke: var(--low); } .on-protected { fill: var(--good-soft); stroke: var(--good); } .on-exempt { fill: var(--sunken); stroke: var(--strong); } .on-view { fill: none; stroke: var(--strong); stroke-dasharray: 14 10; }
.strong .table-name { font-weight: 750; fill: var(--bad-text); }
.fill-critical { fill: var(--critical); } .fill-high { fill: var(--high); } .fill-medium { fill: var(--medium); } .fill-low { fill: var(--low); } .fill-info { fill: var(--info); }
.fill-deferred { fill: url(#rows-neutral); } .fill-by-design { fill: var(--faint); } .fill-resolved { fill: var(--good); }
.fill-rls-off { fill: url(#hatch-bad); } .fill-rls-open { fill: url(#cross-bad); } .fill-rls-partly-covered { fill: url(#hatch-warn); } .fill-rls-no-policy { fill: url(#dots-warn); }
.fill-rls-not-forced { fill: url(#rows-warn); } .fill-rls-scoped-via-parent { fill: url(#rows-low); } .fill-rls-protected { fill: var(--good); } .fill-rls-exempt { fill: var(--faint); }
.fill-column-required { fill: var(--good); } .fill-column-nullable { fill: url(#hatch-warn); } .fill-column-via-parent { fill: url(#rows-low); } .fill-column-root { fill: var(--special); } .fill-column-none { fill: var(--faint); }
.fill-edge-everywhere { fill: var(--good); } .fill-edge-no-index { fill: url(#rows-warn); } .fill-edge-only-in { fill: url(#hatch-warn); } .fill-edge-relation-only { fill: url(#dots-warn); } .fill-edge-inferred-missing { fill: url(#hatch-bad); } .fill-edge-type-mismatch { fill: url(#cross-bad); }
.defs { position: absolute; width: 0; height: 0; }
ul.check { list-style: none; margin: 0; padding: 0; } ul.check > li { display: grid; grid-template-columns: 84px minmax(0, 1fr); gap: 4px 12px; padding: 12px 0; border-bottom: 1px solid var(--line); break-inside: avoid; }
ul.check b { font-weight: 600; } ul.check .because { color: var(--muted); } ul.check pre { grid-column: 2; margin: 4px 0 0; }
pre { background: var(--sunken); border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
.unread { border: 1px solid var(--bad); border-radius: 8px; padding: 12px 16px; margin-top: 20px; } .unread ul { margin: 4px 0 0; padding-left: 18px; }
.told { columns: 24em; column-gap: 2em; margin: 6px 0 0; padding: 0; list-style: none; } .told li { break-inside: avoid; }
.names { color: var(--muted); } .names code { color: var(--text); }
footer { margin-top: 56px; color: var(--muted); font-size: 12px; }
@media screen and (max-width: 820px) { body { padding: 24px 16px 64px; } .two { grid-template-columns: 1fr; } .headline { font-size: 23px; } .wide { overflow-x: auto; } ol.first li { grid-template-columns: 20px 70px minmax(0, 1fr); } ol.first .times { grid-column: 3; } ol.plan > li { grid-template-columns: 1fr; } .answers div { border-left: 0; border-top: 1px solid var(--line); } .answers div:first-child { border-top: 0; } }
@page { margin: 16mm 14mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #4b535c; } }
@media print {
  :root { color-scheme: light; --page: #fff; --sunken: #f5f6f7; --line: #d9dce0; --strong: #aab0b7; --text: #14181d; --muted: #4b535c; --accent: #14181d;
    --good: oklch(0.6 0.115 168); --good-text: oklch(0.42 0.095 170); --good-soft: oklch(0.955 0.03 168); --warn: oklch(0.75 0.15 75); --warn-text: oklch(0.45 0.1 68); --warn-soft: oklch(0.955 0.045 85);
    --bad: oklch(0.585 0.195 34); --bad-text: oklch(0.48 0.17 33); --bad-soft: oklch(0.955 0.025 35); --special: oklch(0.585 0.15 318); --neutral: oklch(0.7 0.014 255); --faint: oklch(0.86 0.008 255);
    --critical: oklch(0.43 0.17 28); --high: oklch(0.6 0.195 36); --medium: oklch(0.76 0.15 75); --low: oklch(0.66 0.09 235); --info: oklch(0.76 0.012 255); }
  html { font-size: 11.5px; print-color-adjust: exact; -webkit-print-color-adjust: exact; } body { max-width: none; padding: 0; } nav { display: none; }
  section { margin-top: 28px; padding-top: 18px; } h2, h3, summary, h2 + p, .resolution, thead, tbody tr:first-child:not(:last-child) { break-after: avoid; } tbody tr:last-child:not(:first-child) { break-before: avoid; } tr, figure, .two, ol.first, table.matrix, details > summary { break-inside: avoid; }
  .graph > svg { max-height: 165mm; }
  details::details-content { content-visibility: visible; block-size: auto; } details > summary .open::after { display: none; } table { font-size: 10.5px; } thead { display: table-header-group; }
  .headline { font-size: 24px; } .answers { grid-template-columns: repeat(4, 1fr); } .answers div { padding: 10px 12px; } code, pre { font-size: 9.5px; }
}
`;
