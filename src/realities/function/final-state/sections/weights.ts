import { markup, type Markup } from '../../../../page/markup.ts';
import type { PageData } from '../page-data.ts';
import { compact, measureName } from '../wording.ts';
import { section } from './parts.ts';

/** Sliders for what counts, and who would then be the three. */
export function weights(data: PageData): Markup {
  if (data.finalists.length === 0 || data.objectives.length === 0) return markup``;
  const part =
    data.survivors.length < data.survivorCount
      ? `${compact(data.survivors.length)} of ${compact(data.survivorCount)}`
      : `all ${compact(data.survivorCount)}`;
  return section({
    id: 'weights',
    title: 'What counts',
    lead: `Move the weights: ${part} survivors of the archive are ranked anew at once.`,
    body: markup`
  <noscript><p class="note">This part needs JavaScript.</p></noscript>
  <div class="weights">
    <form class="panel sliders" data-weights>
      ${data.objectives.map(({ name, direction, weight }) => slider(name, direction, weight))}
      <p><button type="button" data-reset disabled>Reset</button> <span class="note" data-ranked-note></span></p>
    </form>
    <ol class="panel ranked" data-ranked aria-live="polite" aria-label="The three by these weights"></ol>
  </div>
  <p class="note">Each measure runs from 0 for the worst of these survivors to 1 for the best; what was not measured counts as the worst. The weighted mean ranks, and of survivors that behave alike only the best is shown while there are others. Only the shortlist was compared on held-out evidence.</p>`,
  });
}

function slider(name: string, direction: 'minimise' | 'maximise', weight: number): Markup {
  const { words } = measureName(name);
  return markup`<label class="slider">
        <span>${words} <i>${direction === 'minimise' ? 'less' : 'more'} is better</i></span>
        <input type="range" min="0" max="1" step="0.05" value="${weight}" data-weight="${name}" data-initial="${weight}">
        <output>${weight.toFixed(2)}</output>
      </label>`;
}
