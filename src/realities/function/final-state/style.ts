/**
 * The page's style sheet: a module that exports text, so that the compiler alone carries it to
 * `dist`. Contrasts are at least 4.5 for text and 3 for marks, in light and dark.
 */
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fafafb, #101114);
  --surface: light-dark(#ffffff, #17181c);
  --sunken: light-dark(#f4f4f6, #121317);
  --line: light-dark(#e3e3e8, #2a2b31);
  --strong-line: light-dark(#8b8b96, #6d6e79);
  --text: light-dark(#1c1c21, #e6e6ea);
  --muted: light-dark(#5f5f6b, #9b9ba6);
  --accent: light-dark(#4650c4, #9aa3ff);
  --on-accent: light-dark(#ffffff, #14151c);
  --accent-wash: light-dark(#ecedfb, #20223a);
  --warn: light-dark(#8a4b00, #f1bf6c);
  --warn-wash: light-dark(#fff3de, #2d2413);
  --t-keyword: light-dark(#7a3aa8, #c9a0f0);
  --t-type: light-dark(#2b6f80, #82c3d2);
  --t-string: light-dark(#27703f, #8fcb9f);
  --t-number: light-dark(#93480c, #e2ae7c);
  --t-call: light-dark(#2b50b0, #9fb8fb);
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  scroll-padding-top: 72px;
  -webkit-text-size-adjust: 100%;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font-variant-numeric: tabular-nums; }
h1, h2, h3, h4, p, dl, dd, ul, ol, figure, fieldset, pre, table { margin: 0; padding: 0; }
fieldset { border: 0; min-width: 0; }
ul, ol { list-style: none; }
h1 { font-size: 26px; line-height: 1.25; font-weight: 600; letter-spacing: -0.015em; text-wrap: balance; }
h1.long { font-size: 20px; line-height: 1.35; font-weight: 500; letter-spacing: -0.01em; max-width: 70ch; }
h2 { font-size: 17px; line-height: 1.4; font-weight: 600; letter-spacing: -0.005em; }
h3 { font-size: 14px; font-weight: 600; }
h4, caption { font-size: 12px; font-weight: 500; color: var(--muted); text-align: left; }
small { font-size: 12px; color: var(--muted); font-weight: 400; }
i { font-style: normal; color: var(--muted); font-weight: 400; }
code, pre, output, kbd { font-family: var(--mono); font-size: 12.5px; }
pre code { font-size: 12px; }
table { border-collapse: collapse; width: 100%; }
th { font-weight: 400; text-align: left; }
.figure { text-align: right; white-space: nowrap; }
.lead { color: var(--muted); max-width: 75ch; text-wrap: pretty; }
.note { color: var(--muted); font-size: 12.5px; overflow-wrap: anywhere; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 12px; top: 12px; z-index: 3; background: var(--surface); padding: 8px 12px; }
a { color: inherit; text-decoration: none; }
a:hover { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }

.bar { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 10px; height: 44px;
  padding: 0 max(24px, calc((100vw - 1240px) / 2)); background: var(--ground); border-bottom: 1px solid var(--line); }
.bar .name { font-weight: 600; }
.bar .run { color: var(--muted); font: 12px var(--mono); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 3ch; }
.bar .places { display: flex; gap: 2px; margin-left: auto; }
.bar .places a { color: var(--muted); padding: 4px 8px; border-radius: 5px; font-size: 13px; }
.bar .places a:hover { color: var(--text); background: var(--sunken); }

main { max-width: 1288px; margin: 0 auto; padding: 36px 24px 72px; }
section { margin-top: 52px; }
section > h2 { margin-bottom: 2px; }
section > .lead { margin-bottom: 14px; }
section > h2:has(+ :not(.lead)) { margin-bottom: 12px; }
.panel, .card { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
.panel { padding: 16px; min-width: 0; }

.head { display: grid; grid-template-columns: minmax(0, 1fr); gap: 28px 48px; align-items: end; }
.head:has(.against) { grid-template-columns: minmax(0, 1fr) minmax(0, 440px); }
.signature { margin-top: 8px; overflow-wrap: anywhere; color: var(--muted); }
.verdict { margin-top: 22px; font-size: 20px; font-weight: 600; letter-spacing: -0.01em; color: var(--accent); }
.facts { display: flex; flex-wrap: wrap; gap: 6px 28px; margin-top: 18px; }
.facts dt { font-size: 12px; color: var(--muted); }
.facts dd { overflow-wrap: anywhere; }
.against th, .against td { padding: 4px 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
.against .figure { padding-left: 16px; }
.against thead th { color: var(--muted); font-size: 12px; }
.against caption span, .score caption span { float: right; font-weight: 400; }
.beaten { margin-top: 10px; color: var(--muted); font-size: 12.5px; }

.cards { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 16px; grid-auto-rows: auto; }
.cards-2 { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.cards-1 { grid-template-columns: minmax(0, 720px); }
.card { display: grid; grid-row: span 6; grid-template-rows: subgrid; row-gap: 16px; padding: 16px; min-width: 0; }
.card header { display: flex; gap: 10px; align-items: baseline; }
.card h3 { flex: 1;  font-weight: 500; text-wrap: pretty; overflow-wrap: anywhere; }
.card h4 { margin-bottom: 4px; }
.card footer { display: grid; gap: 8px; align-content: end; color: var(--muted); font-size: 12.5px; overflow-wrap: anywhere; }
.card footer .id { font: 12px var(--mono); }
.rank { flex: none; display: inline-grid; place-items: center; width: 20px; height: 20px; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); font: 600 11.5px/1 system-ui, sans-serif; }
.rank.other { background: none; border: 1.5px solid var(--strong-line); }

pre { background: var(--sunken); border: 1px solid var(--line); border-radius: 6px; padding: 10px 12px;
  white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; line-height: 1.55; max-height: 460px; overflow: auto; }
.line { display: block; }
.indent-0 { padding-left: 2ch; text-indent: -2ch; } .indent-2 { padding-left: 4ch; text-indent: -4ch; }
.indent-4 { padding-left: 6ch; text-indent: -6ch; } .indent-6 { padding-left: 8ch; text-indent: -8ch; }
.indent-8 { padding-left: 10ch; text-indent: -10ch; }
.t-keyword { color: var(--t-keyword); } .t-type { color: var(--t-type); } .t-string { color: var(--t-string); }
.t-number { color: var(--t-number); } .t-call { color: var(--t-call); } .t-comment { color: var(--muted); }

button, .chip { font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--line);
  border-radius: 6px; padding: 5px 12px; cursor: pointer; }
button:hover:enabled { border-color: var(--strong-line); }
button:disabled { color: var(--muted); cursor: default; }
button.small { font-size: 12px; line-height: 1.3; padding: 3px 8px; border-radius: 5px; flex: none; }
.command { display: flex; align-items: flex-start; gap: 8px; background: var(--sunken); border: 1px solid var(--line);
  border-radius: 6px; padding: 5px 5px 5px 10px; min-width: 0; }
.command code { flex: 1; min-width: 0; overflow-wrap: anywhere; color: var(--text); padding-top: 2px; font-size: 12px; }

.option { white-space: nowrap; }

.evidence li { display: grid; grid-template-columns: 1fr auto minmax(16px, auto); gap: 0 10px; padding: 3px 0; border-bottom: 1px solid var(--line); }
.evidence li:last-child { border-bottom: 0; }
.evidence .mark { text-align: right; color: var(--muted); }
.evidence .fallen .mark { color: var(--warn); }
.evidence .note { grid-column: 1 / -1; }
.measures { display: flex; flex-wrap: wrap; gap: 4px 18px; }
.measures dt { font-size: 12px; color: var(--muted); }
.score caption h4 { display: inline; }
.score th { width: 34%; padding-right: 12px; overflow-wrap: anywhere; line-height: 1.35; }
.score td.figure { width: 1%; padding-left: 12px; }
.score tr.other { color: var(--muted); }
.score tr.own + tr.other th, .score tr.own + tr.other td { border-top: 1px solid var(--line); }
.score + .note { margin-top: 6px; }
.track { display: block; overflow: visible; }
.rail { stroke: var(--line); fill: var(--line); }
.interval { stroke: var(--accent); stroke-width: 1.5; }
.strong { fill: var(--accent); } .weak { fill: var(--strong-line); }

.trial, .weights, .charts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; }
.trial { grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); align-items: stretch; }
.weights { grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); margin-bottom: 12px; }
.fields { display: grid; gap: 12px; align-content: start; }
.fields label { display: grid; gap: 4px; }
.field-name { font-size: 13px; }
input:not([type="radio"], [type="range"]), textarea, select { font: 13px var(--mono); color: var(--text); background: var(--ground);
  border: 1px solid var(--strong-line); border-radius: 6px; padding: 6px 10px; width: 100%; min-width: 0; }
textarea { resize: vertical; field-sizing: content; min-height: 34px; max-height: 240px; }
[aria-invalid="true"] { border-color: var(--warn) !important; background: var(--warn-wash) !important; }
.results td, .results th { padding: 7px 8px; border-bottom: 1px solid var(--line); vertical-align: baseline; }
.results tr:last-child > * { border-bottom: 0; }
.results th { width: 36px; }
.results output { font-size: 14px; overflow-wrap: anywhere; }
.results .remark { text-align: right; color: var(--muted); font-size: 12.5px; }
.results .differs > * { background: var(--warn-wash); }
.results .differs .remark, .results .fault output { color: var(--warn); }
[data-expected]:not(:empty) { margin-top: 8px; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 12px; }
.chip { font: 12px var(--mono); padding: 3px 9px; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chip span { color: var(--muted); }

.questions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 16px; }
.question { display: grid; gap: 6px; align-content: start; }
.question .call { display: flex; justify-content: space-between; gap: 12px; align-items: baseline; overflow-wrap: anywhere; padding-bottom: 4px; }
.question .call code { font-size: 14px; min-width: 0; }
.answer { display: flex; align-items: center; gap: 10px; min-height: 30px; min-width: 0; }
.answer code { min-width: 0; overflow-wrap: anywhere; font-size: 13px; }
.answer input[type="radio"] { flex: none; }
.ranks { display: inline-flex; gap: 4px; vertical-align: middle; }
.answer .ranks { margin-left: auto; }
.question .command { margin-top: 6px; align-self: end; }
input { accent-color: var(--accent); }

.sliders { display: grid; gap: 14px; align-content: start; }
.slider { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; }
.slider input { grid-column: 1; width: 100%; margin: 0; }
.slider span { grid-column: 1 / -1; }
.slider i { float: right; font-size: 12px; line-height: 21px; }
.ranked { display: grid; gap: 12px; align-content: start; }
.ranked li, .picked-one { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 10px; align-items: start; }
.ranked .rank, .picked-one .rank { margin-top: 9px; }
.ranked pre, .picked pre { max-height: 220px; }
.ranked .note, .picked-one .note { margin-top: 3px; }

figcaption { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 10px; min-height: 28px; margin-bottom: 6px; }
figcaption h3 { margin-right: auto; }
.segments { display: inline-flex; border: 1px solid var(--line); border-radius: 6px; background: var(--sunken); padding: 1px; }
.segments label { position: relative; }
.segments input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.segments span { display: block; padding: 2px 9px; font-size: 12px; color: var(--muted); border-radius: 5px; }
.segments input:checked + span { background: var(--surface); color: var(--text); box-shadow: 0 0 0 1px var(--line); }
.segments input:focus-visible + span { outline: 2px solid var(--accent); }
.choice { display: none; }
.switched:has([value="time"]:checked):has([value="log"]:checked) .time.log,
.switched:has([value="time"]:checked):has([value="linear"]:checked) .time.linear,
.switched:has([value="candidates"]:checked):has([value="log"]:checked) .candidates.log,
.switched:has([value="candidates"]:checked):has([value="linear"]:checked) .candidates.linear { display: block; }
.plot { padding: 0 14px 26px 56px; }
.plot-area { display: block; overflow: visible; }
.plot svg { overflow: visible; }
.axis-label { font-size: 12px; color: var(--muted); margin: 0 0 14px -56px; }
.axis-label-x { margin: 26px -14px -22px -56px; text-align: right; }
.plot text { font: 11px system-ui, sans-serif; fill: var(--muted); font-variant-numeric: tabular-nums; }
.grid line { stroke: var(--line); }
.grid .base { stroke: var(--strong-line); }
.step path { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
.milestone { fill: var(--accent); }
.level line { stroke: var(--strong-line); stroke-dasharray: 4 4; }
.level text { paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; }
.spot { fill: var(--strong-line); fill-opacity: 0.8; stroke: var(--surface); cursor: pointer; }
.spot:hover, .spot.shown { fill: var(--accent); fill-opacity: 1; }
.pin { cursor: pointer; }
.pin circle { fill: var(--accent); stroke: var(--surface); stroke-width: 1.5; }
.pin.shown circle { stroke: var(--text); }
.plot .pin text { fill: var(--on-accent); font-weight: 600; }
.picked { margin-top: 14px; display: grid; gap: 8px; }

.numbers { margin-top: 10px; font-size: 12.5px; color: var(--muted); }
.numbers summary { cursor: pointer; width: fit-content; }
.numbers .scroll { max-height: 300px; overflow: auto; margin-top: 6px; }
.numbers th, .numbers td { padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.numbers td { color: var(--text); }
.numbers code { white-space: pre-wrap; overflow-wrap: anywhere; }

.tried { columns: 2; column-gap: 48px; }
.counts { break-inside: avoid; margin-bottom: 28px; }
.counts caption { font-size: 13px; font-weight: 600; color: var(--text); padding-bottom: 4px; }
.counts th, .counts td { padding: 4px 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
.counts th { width: 132px; padding-right: 8px; overflow-wrap: anywhere; }
.counts .figure { width: 64px; }
.counts .means { padding-left: 18px; color: var(--muted); font-size: 12.5px; }
svg.share { display: block; margin: 5px 0 3px; }
svg.share .rail { stroke: none; } svg.share .fill { fill: var(--accent); }

.lines { display: grid; }
.lines > div { display: grid; grid-template-columns: 132px minmax(0, 1fr); gap: 4px 12px; padding: 8px 0; border-bottom: 1px solid var(--line); align-items: baseline; }
.lines dt { color: var(--muted); }
.lines dd { overflow-wrap: anywhere; min-width: 0; }
.place { margin-right: 14px; }

dialog { border: 1px solid var(--line); border-radius: 10px; background: var(--surface); color: var(--text); padding: 20px 24px; min-width: 280px; }
dialog::backdrop { background: rgb(0 0 0 / 0.35); }
.keys { margin: 12px 0 16px; display: grid; gap: 6px; }
.keys > div { display: grid; grid-template-columns: 72px 1fr; }
kbd { border: 1px solid var(--line); border-radius: 4px; padding: 1px 6px; background: var(--sunken); }

@media (max-width: 900px) {
  .head:has(.against) { grid-template-columns: minmax(0, 1fr); }
  .cards { grid-template-columns: minmax(0, 1fr); gap: 16px; }
  .card { display: grid; grid-template-rows: none; grid-row: auto; }
  .trial, .weights, .charts { grid-template-columns: minmax(0, 1fr); }
  .tried { columns: 1; }
  .bar .places { display: none; }
  .bar .run { margin-right: auto; }
}
@media (max-width: 560px) {
  h1 { font-size: 22px; }
  h1.long { font-size: 18px; }
  main { padding: 24px 16px 56px; }
  .bar { padding: 0 16px; }
  section { margin-top: 40px; }
  .panel, .card { padding: 14px; }
  .lines > div { grid-template-columns: minmax(0, 1fr); }
  .results .remark { max-width: 130px; }
  .plot { padding-left: 48px; padding-right: 10px; }
  .axis-label { margin-left: -48px; }
  .axis-label-x { margin-right: -10px; }
  .counts th { width: 108px; }
  .counts .figure { width: 56px; }
  input:not([type="radio"], [type="range"]), textarea, select { font-size: 16px; }
}
@media print {
  :root { color-scheme: light !important; }
  .rank, pre, .command { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .bar, .skip, button, #try, #weights, .segments, .numbers, .picked, [data-other] { display: none !important; }
  main { padding: 0; max-width: none; }
  section { margin-top: 24px; }
  .card, .panel, table, figure { break-inside: avoid; }
  pre { max-height: none; overflow: visible; }
}
`;
