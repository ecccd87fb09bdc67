/** The head, and the cards of the three: code, evidence, measures. */
export const three = `
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
.t-number { color: var(--t-number); } .t-call, .t-hidden { color: var(--t-call); } .t-comment { color: var(--muted); }

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
`;
