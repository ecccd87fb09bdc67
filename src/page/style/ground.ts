/** Colours, type, and what elements look like everywhere. */
export const ground = `
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
`;
