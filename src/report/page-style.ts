/** The style of the report: light, dark by the reader's choice, phone and paper. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --background: #ffffff; --surface: #f6f7f9; --ink: #1b2330; --muted: #5b6675; --grid: #dfe3e8;
  --accent: #00738a; --warning: #9a4b00; --good: #00707f; --cyan: #009ab8; --bad: #b84a08;
}
@media (prefers-color-scheme: dark) {
  :root {
    --background: #12161c; --surface: #1b2129; --ink: #e8ecf1; --muted: #a3afbd; --grid: #323b47;
    --accent: #4cc9e0; --warning: #f2a65a; --good: #4cc9e0; --cyan: #35d3f0; --bad: #f2a65a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 68rem;
  background: var(--background); color: var(--ink);
  overflow-wrap: anywhere;
  font: 1rem/1.55 "Source Sans 3", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.15; margin: .2rem 0 .8rem; text-wrap: balance; }
h2 { font-size: 1.4rem; margin: 3rem 0 .5rem; padding-top: .8rem; border-top: 1px solid var(--grid); }
h3 { font-size: 1.1rem; margin: 2.2rem 0 .3rem; }
p { max-width: 44rem; margin: .5rem 0; }
a { color: var(--accent); }
code { font-size: .92em; overflow-wrap: anywhere; }
.brand { color: var(--muted); letter-spacing: .02em; margin: 0; }
.lede { font-size: 1.15rem; }
.note, figcaption, .about { color: var(--muted); }
.note { border-left: 3px solid var(--accent); padding-left: .8rem; }
nav { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: 1rem 0; }
ul.findings { padding-left: 1.1rem; max-width: 46rem; }
ul.findings li { margin: .4rem 0; }
ul.findings li.warning::marker { color: var(--warning); content: "\\25B2  "; }
figure { margin: 1rem 0 1.6rem; }
figcaption { max-width: 46rem; font-size: .92rem; margin-top: .3rem; }
.panels { display: grid; gap: 1rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); }
.lesson .panels { grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.panels > div { min-width: 0; display: grid; grid-template-rows: subgrid; grid-row: span 4; row-gap: 0; align-content: start; }
.panels .panel { margin: 0 0 .2rem; font-size: .95rem; font-weight: 600; }
.panels .scores { margin: 0 0 .2rem; font-size: .88rem; color: var(--muted); }
.panels svg { width: 100%; height: auto; max-width: 36rem; display: block; overflow: visible; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .22rem .7rem .22rem 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
td.number, th.number { text-align: right; }
th { font-weight: 600; color: var(--muted); }
table.article td { white-space: normal; vertical-align: top; min-width: 6rem; }
table.article td:last-child { min-width: 16rem; }
table.article td a { color: inherit; text-decoration-color: var(--grid); }
.answer { font-weight: 600; }
.answer.confirmed { color: var(--good); }
.answer.refuted { color: var(--warning); }
.answer.undecided { color: var(--muted); }
details { margin: .3rem 0; font-size: .92rem; }
summary { cursor: pointer; color: var(--accent); width: fit-content; }
details .scroll { max-height: 24rem; overflow: auto; margin-top: .4rem; }
.verdict { font-weight: 600; }
.verdict.understands, .verdict.partly { color: var(--good); }
.verdict.below-spelling, .verdict.reversed, .verdict.chance { color: var(--warning); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print {
  :root { --background: #fff; --surface: #fff; --ink: #000; --muted: #444; --grid: #ccc; --accent: #00586a; --warning: #7a3b00; --good: #00586a; --cyan: #0092ae; --bad: #a03f00; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, details { display: none; }
  figure, tr, h2, h3 { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .panels { grid-template-columns: 1fr 1fr; }
  .lesson .panels { grid-template-columns: 1fr 1fr 1fr; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  th, td { white-space: normal; }
}
`
