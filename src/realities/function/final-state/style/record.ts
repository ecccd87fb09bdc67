/** What was tried: tables of figures, lines of facts, dialogs. */
export const record = `
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
`;
