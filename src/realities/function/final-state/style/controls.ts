/** What can be typed, chosen and moved. */
export const controls = `
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
`;
