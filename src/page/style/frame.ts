/** What stands round everything: the bar, the sections, panels and cards. */
export const frame = `
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
`;
