/** Narrow screens, and paper. */
export const screens = `
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
