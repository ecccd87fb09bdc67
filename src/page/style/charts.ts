/** Plots, and what they are switched by. */
export const charts = `
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
`;
