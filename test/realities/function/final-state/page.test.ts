import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientScript } from '../../../../src/realities/function/final-state/client-script.ts';
import {
  exhaustedFixture,
  fixtures,
  hostileFixture,
  medianFixture,
  packingFixture,
  render,
} from './fixture.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const unescape = (text: string) =>
  text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

/** The page without its own script and style, which are the same for every run. */
const ownMarkup = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<script type="module">[\s\S]*?<\/script>/, '');

/** Tags without the values of their attributes. */
const tags = (page: string) =>
  (ownMarkup(page).match(/<[a-z](?:[^>"]|"[^"]*")*>/gi) ?? []).map((tag) =>
    tag.replace(/"[^"]*"/g, '""'),
  );

/** How often each element opens or closes; but for the spans of coloured text, which vary. */
const elements = (page: string) => {
  const found = ownMarkup(page).match(/<\/?(?!span)[a-z][a-z\d]*/gi) ?? [];
  return Object.fromEntries(
    found.toSorted().map((tag) => [tag, found.filter((other) => other === tag).length]),
  );
};

describe('the client script', () => {
  it('is one script without imports in which no name is declared twice', () => {
    const script = clientScript();
    expect(script).not.toMatch(/^\s*(?:import|export)\b/m);
    expect(() => new Script(`'use strict'; (async () => {${script}\n})`)).not.toThrow();
  });

  it('cannot end the element that it stands in', () => {
    expect(clientScript()).not.toMatch(/<\/script|<!--/i);
  });

  it('makes no markup of text', () => {
    expect(clientScript()).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
  });
});

describe.each(Object.entries(fixtures))('the page of %s', (_, make) => {
  const page = render(make());

  it('may run exactly its own script and style, and reach nothing', () => {
    const policy = unescape(/Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '');
    const script = /<script type="module">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      'worker-src blob:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('loads nothing', () => {
    expect(ownMarkup(page)).not.toMatch(
      /\s(?:src|srcset|action|background|poster)=|<link|<base|url\(/i,
    );
    for (const [, target] of page.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^#/);
  });

  it('has neither handlers nor styles in its markup, which the policy would refuse', () => {
    expect(tags(page).join('\n')).not.toMatch(/\s(?:on[a-z]+|style)=/i);
  });

  it('gives every id once, and every link leads to one', () => {
    const ids = [...ownMarkup(page).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });

  it('carries the outcome for other programs', () => {
    const text = /<script type="application\/json" id="outcome">([\s\S]*?)<\/script>/.exec(
      page,
    )?.[1];
    expect(JSON.parse(text ?? '')).toEqual(make().extra.outcome);
  });

  it('gives every chart a text alternative', () => {
    for (const [chart] of page.matchAll(/<svg[^>]*role="img"[^>]*>/g)) {
      expect(chart).toMatch(/aria-label="[^"]{20,}"/);
    }
  });
});

describe('what a person reads', () => {
  it('the verdict in one line', () => {
    expect(render(medianFixture(0))).toContain(
      '<p class="verdict">3 of 1.4 M programs survive</p>',
    );
    expect(render(exhaustedFixture())).toContain(
      '<p class="verdict">None of 1.4 M programs survived</p>',
    );
  });

  it('how the three stand to each reference, whole intervals told apart from means', () => {
    const page = render(packingFixture(12));
    expect(page).toContain('3 of 3 do better than best fit on final, with the whole interval');
    expect(page).toContain('None does better than FunSearch on final');
  });

  it('a score that was taken once without an interval, which it does not have', () => {
    const made = packingFixture(12);
    const events = made.events.map((event) => {
      if (event.kind !== 'shortlisted') return event;
      const finalists = event.finalists.map((finalist) => {
        const { interval: _, ...score } = finalist.score!;
        return { ...finalist, score };
      });
      return { ...event, finalists };
    });
    const page = render({ ...made, events });
    expect(page).not.toContain('95 % interval');
    expect(page).toContain('3 of 3 do better than best fit on final, none of them with the whole');
  });

  it('what survived the stages that are not held out, and no more', () => {
    expect(render(packingFixture(12))).toMatch(/\d candidates? passed every visible stage/);
  });

  it('every counter under its own name', () => {
    const page = render(medianFixture(0));
    for (const name of [
      'tokens',
      'generated',
      'distinct',
      'run on one',
      'run on all',
      'new behaviour',
      'covered',
      'nominees compared',
    ]) {
      expect(page).toContain(`<th scope="row">${name}</th>`);
    }
  });

  it('the line that answers a disagreement, with no answer chosen beforehand', () => {
    const page = unescape(render(medianFixture(0)));
    expect(page).toContain('sluice resume r7k2m9q4 --seconds 10');
    expect(page).toContain("sluice resume r7k2m9q4 --answer 'median3(1, 1, 2) => YOUR_ANSWER'");
    expect(page).not.toMatch(/name="answer-[^>]* checked/);
  });

  it('of a score no question which result is right', () => {
    expect(ownMarkup(render(packingFixture(12)))).not.toContain('--answer');
  });
});

describe('hostile text', () => {
  const harmless = elements(render(hostileFixture('x')));

  it.each([
    '</script><script>alert(1)</script>',
    '</style><img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '<!--<script>',
    ']]>&lt;b&gt;',
    '${alert(1)} `',
    '\u2028\u2029\u0000',
    '$& $1 $`',
  ])('changes no element of the page: %j', (text) => {
    const page = render(hostileFixture(text));
    expect(elements(page)).toEqual(harmless);
    expect(tags(page).join('\n')).not.toMatch(/\s(?:on[a-z]+|style)\s*=/i);
  });

  it('as the name of the function only means that nothing runs', () => {
    const page = render(hostileFixture('x', '</script><script>alert(1)//'));
    expect(elements(page)['<script']).toBe(2);
    expect(page).not.toContain('id="try"');
  });

  it('whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<',
            '>',
            '"',
            "'",
            '&',
            '/',
            '=',
            ' ',
            '`',
            '$',
            '{',
            '\\',
            'script',
            '!--',
            'x',
            '\n',
          ),
        ),
        (parts) => {
          const page = render(hostileFixture(`x${parts.join('')}x`));
          expect(elements(page)).toEqual(harmless);
        },
      ),
      { numRuns: 20 },
    );
  });
});
