import { createHash } from 'node:crypto';
import { clientScript } from './client-script.ts';
import { embeddedJson, markup, trusted, type Markup } from '../../../page/markup.ts';
import type { PageData } from './page-data.ts';
import { head, verdict } from './sections/head.ts';
import { landscape } from './sections/landscape.ts';
import { section } from './sections/parts.ts';
import { progress } from './sections/progress.ts';
import { questions } from './sections/questions.ts';
import { replay } from './sections/replay.ts';
import { three } from './sections/three.ts';
import { trial } from './sections/trial.ts';
import { tried } from './sections/tried.ts';
import { words } from './sections/words.ts';
import { weights } from './sections/weights.ts';
import { style } from './style.ts';

/**
 * The final state of a run as one HTML file that needs nothing else: no network, no server, and
 * for everything but trying and weighing no script either.
 */
export function renderPage(data: PageData): string {
  const script = clientScript();
  const sections = sectionsOf(data);
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="sluice">
<title>${verdict(data)}: ${data.intent}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the result</a>
${bar(data, sections)}
<main id="main">
${head(data)}
${sections.map(({ text }) => text)}
</main>
${keyboard()}
<script type="application/json" id="page-data">${embeddedJson({ ...data, outcome: null })}</script>
<script type="application/json" id="outcome">${embeddedJson(data.outcome)}</script>
<script type="module">${trusted(script)}</script>
</body>
</html>
`;
  return page.text;
}

const sha256 = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Nothing may be loaded or reached. Exactly one script and one style sheet may stand in the page,
 * named by their hashes, so that markup that slipped in could not run. Workers may be made from
 * blobs, which is where candidates run; they inherit this policy and so have no network either.
 */
function policy(script: string): string {
  return [
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    `style-src ${sha256(style)}`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

interface Part {
  readonly id: string;
  readonly label: string;
  readonly text: Markup;
}

/** In the order of the page; what has nothing to say is left out. */
function sectionsOf(data: PageData): readonly Part[] {
  const all: readonly Part[] = [
    { id: 'three', label: 'Three', text: three(data) },
    { id: 'try', label: 'Try', text: trial(data) },
    { id: 'words', label: 'Words', text: words(data) },
    { id: 'questions', label: 'Questions', text: questions(data) },
    { id: 'weights', label: 'Weights', text: weights(data) },
    { id: 'charts', label: 'Charts', text: charts(data) },
    { id: 'tried', label: 'Tried', text: tried(data) },
    { id: 'replay', label: 'Again', text: replay(data) },
  ];
  return all.filter(({ text }) => text.text !== '');
}

const charts = (data: PageData): Markup =>
  section({
    id: 'charts',
    title: 'How it went',
    body: markup`<div class="charts">${progress(data)}${landscape(data)}</div>`,
  });

const bar = ({ run }: PageData, parts: readonly Part[]): Markup => markup`
<nav class="bar" aria-label="Parts of this page">
  <span class="name">sluice</span><span class="run">${run}</span>
  <span class="places">${parts.map(({ id, label }) => markup`<a href="#${id}">${label}</a>`)}</span>
  <button type="button" class="small" data-show-keys aria-label="Keyboard shortcuts">?</button>
  <button type="button" class="small" data-toggle-theme aria-label="Light or dark">◐</button>
</nav>`;

const keyboard = (): Markup => markup`
<dialog aria-labelledby="keys-title">
  <h2 id="keys-title">Keyboard</h2>
  <dl class="keys">${[
    ['1 2 3', 'go to a finalist'],
    ['c', 'copy its source'],
    ['t', 'try inputs'],
    ['w', 'move the weights'],
    ['q', 'answer a question'],
    ['d', 'light or dark'],
    ['Esc', 'leave a field'],
  ].map(([key, action]) => markup`<div><dt><kbd>${key}</kbd></dt><dd>${action}</dd></div>`)}</dl>
  <form method="dialog"><button>Close</button></form>
</dialog>`;
