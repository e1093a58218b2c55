"""The style of the page: black on white in print, readable on a phone and in the dark; colour alone says nothing."""

from __future__ import annotations

SHEET = """
:root { color-scheme: light dark; --ink: #16191d; --soft: #555c66; --line: #b9bec6; --pale: #e6e9ee; --paper: #fff;
  --done: #2b4a6f; --rest: #fff; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e8eaed; --soft: #a9b0ba; --line: #515963; --pale: #2c333c; --paper: #15181c; --done: #9dbde4;
    --rest: #15181c; }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 56rem; overflow-wrap: break-word;
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
header { border-bottom: 2px solid var(--ink); padding-bottom: .5rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.05rem; line-height: 1.3; margin: 1.6rem 0 .35rem; }
p { margin: .3rem 0; }
.head { display: flex; flex-wrap: wrap; gap: .2rem 2rem; justify-content: space-between; align-items: baseline; }
.span { font-size: 1.1rem; font-weight: 600; }
.soft, .name, caption, figcaption, footer { color: var(--soft); }
.soft, figcaption, footer { font-size: .875rem; }
.name { display: flex; gap: .5rem; align-items: flex-end; margin-top: .6rem; }
.name span { flex: 1; border-bottom: 1px solid var(--soft); height: 1.2em; }
dl { margin: 0; display: grid; gap: .25rem; }
dl div { display: grid; grid-template-columns: 6.2em 1fr; gap: 0 .7rem; }
dl.flow { display: block; }
dl.flow div { display: inline; margin-right: 1.1em; }
dl.flow dt, dl.flow dd { display: inline; }
dl.flow dt { margin-right: .35em; white-space: nowrap; }
dt { font-weight: 600; }
dd { margin: 0; min-width: 0; }
.short { margin-top: .8rem; }
figure { margin: 0; }
figcaption { margin-top: .1rem; }
.wide { overflow-x: auto; }
.wide table { min-width: 36rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .22rem .7rem .22rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--pale); }
thead th { border-bottom: 1px solid var(--ink); font-size: .875rem; vertical-align: bottom; }
tbody th { font-weight: 400; }
.together th { width: 26%; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
.kept { white-space: nowrap; }
.kept svg { margin-left: .4rem; }
.stay { white-space: nowrap; }
.apart { padding-left: .6rem; white-space: nowrap; }
td small { color: var(--soft); font-size: .875em; }
ul { margin: 0; padding: 0; list-style: none; }
li { margin: .15rem 0; }
.dated { display: flex; gap: .7rem; }
.dated time { flex: none; min-width: 5.9em; }
.dated span { min-width: 0; }
.notes { columns: 2 19rem; column-gap: 2rem; }
.notes li { break-inside: avoid; }
.pair { display: grid; grid-template-columns: 1fr; gap: 0 2rem; }
.pair > div { min-width: 0; }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .5rem; }
svg.chart { display: block; width: 100%; min-width: 34rem; height: auto; }
.looks { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: end; background: #fff; color: #111; }
.looks figure { width: 8rem; break-inside: avoid; }
.looks svg { display: block; width: 100%; height: auto; max-height: 7rem; }
svg.small { width: 2.5rem; height: .44rem; }
svg text { font-size: 11px; fill: var(--ink); }
.bar, .dot, .sign { fill: var(--done); }
.bar.short { fill: var(--rest); stroke: var(--done); stroke-width: 1; }
.bar.faint { fill: var(--line); }
.rest, .hollow { fill: none; stroke: var(--soft); stroke-width: .8; }
.sign { fill: var(--ink); }
.band { fill: var(--pale); }
.edge { stroke: var(--line); stroke-width: .7; stroke-dasharray: 3 2; }
.axis { stroke: var(--ink); stroke-width: .8; }
.tick { stroke: var(--line); stroke-width: .5; }
.line { fill: none; stroke: var(--done); stroke-width: 1.4; }
.worst { stroke: var(--done); stroke-width: .8; }
.mark { stroke: var(--soft); stroke-width: .7; stroke-dasharray: 1 2; }
.closed { stroke: var(--ink); stroke-width: 1.4; }
@media screen and (min-width: 46rem) { .pair { grid-template-columns: 1fr 1fr; } }
@media screen and (max-width: 30rem) { dl div { grid-template-columns: 1fr; } dl.flow div { display: block; } }
@page { margin: 12mm 14mm; }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #333; --line: #888; --pale: #e2e2e2; --done: #333; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: 9pt; }
  body { margin: 0; padding: 0; max-width: none; line-height: 1.32; }
  h1 { font-size: 15pt; }
  h2 { margin: .7rem 0 .15rem; font-size: 10.5pt; break-after: avoid; }
  p, li { orphans: 2; widows: 2; }
  th, td { padding-top: .12rem; padding-bottom: .12rem; }
  thead { display: table-header-group; }
  tr, .together, li, figure, .short, .pair section { break-inside: avoid; }
  .wide { overflow: visible; }
  .wide table { min-width: 0; }
  .tick { stroke: #ccc; }
  svg.chart { min-width: 0; }
  .pair { grid-template-columns: 1fr 1fr; }
  .notes { columns: 2; }
  li, p { margin: .1rem 0; }
  dl { gap: .1rem; }
  footer { margin-top: 1rem; break-inside: avoid; }
}
"""
