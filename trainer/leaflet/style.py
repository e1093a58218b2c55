"""The style of the leaflet: black on white, on A4 and Letter; no exercise is parted over two pages."""

from __future__ import annotations

SHEET = """
:root { color-scheme: light; --ink: #111; --soft: #444; --line: #999; --pale: #ddd; }
* { box-sizing: border-box; }
html { background: #fff; color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 52rem; overflow-wrap: break-word;
  font: 1rem/1.42 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
header { border-bottom: 2px solid var(--ink); padding-bottom: .5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.15rem; line-height: 1.25; margin: 0; }
p, ul, ol { margin: .3rem 0; }
.soft, .name p, footer, figcaption { color: var(--soft); font-size: .875rem; }
.fill { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin-top: .6rem; font-size: .875rem; color: var(--soft); }
.fill div { flex: 1 1 14rem; display: flex; gap: .5rem; align-items: flex-end; }
.fill span { flex: 1; border-bottom: 1px solid var(--soft); height: 1.3em; }
.name { display: flex; flex-wrap: wrap; gap: 0 .8rem; align-items: baseline; }
.name p { margin: 0; }
article { padding: .9rem 0; border-bottom: 1px solid var(--line); break-inside: avoid; }
.body { display: grid; grid-template-columns: 1fr; gap: .4rem 1.4rem; }
.body > div { min-width: 0; }
.figures { display: flex; flex-direction: column; gap: .3rem; margin-top: .3rem; }
.figures p { margin: .2rem 0 0; font-weight: 600; font-size: .875rem; }
.poses { display: flex; flex-wrap: wrap; gap: .3rem .8rem; justify-content: space-evenly; align-items: flex-end; }
figure { margin: 0; flex: 0 1 46%; max-width: 11rem; text-align: center; }
.wide figure { flex: 1 1 100%; max-width: 17rem; }
figure svg { display: block; width: 100%; max-height: 11rem; }
figcaption { line-height: 1.25; }
.dose { margin: .35rem 0; padding-left: .6rem; border-left: 3px solid var(--ink); }
.dose p { margin: .1rem 0; }
.steps { padding-left: 1.4rem; }
.steps li { margin: .12rem 0; }
.care { padding: 0; list-style: none; }
.care li { margin: .12rem 0; }
.week { display: grid; grid-template-columns: repeat(7, 1fr); margin: .5rem 0 0; padding: 0; list-style: none; }
.week li { border: 1px solid var(--line); margin-left: -1px; padding: .3rem .1rem; text-align: center; font-size: .8rem;
  line-height: 1.5; color: var(--soft); }
.week span { display: inline-block; width: 1.15em; height: 1.15em; border: 1.3px solid var(--ink); margin: 0 0 0 .4em;
  vertical-align: -.2em; }
.out { padding: .9rem 0 0; break-inside: avoid; }
footer { margin-top: .7rem; break-inside: avoid; }
@media (min-width: 40rem) { .drawn .body { grid-template-columns: 15.5rem 1fr; } }
@media screen and (max-width: 34rem) { .week span { display: block; margin: .1em auto; } }
@page { margin: 12mm 14mm; }
@media print {
  :root { --soft: #333; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: 9.4pt; }
  body { margin: 0; padding: 0; max-width: none; line-height: 1.34; }
  h2 { break-after: avoid; }
  article { padding: 2.6mm 0; }
  .drawn .body { grid-template-columns: 56mm 1fr; }
  footer p { margin: .15rem 0; }
  .wide figure { max-width: 52mm; }
  figure svg { max-height: 32mm; }
  p, li { orphans: 2; widows: 2; }
}
"""
