import { startLandscape } from './landscape.ts';
import { all } from './page.ts';
import { startQuestions } from './questions.ts';
import { startTrial } from './trial.ts';
import { startWeights } from './weights.ts';

const themeKey = 'sluice-theme';

/** Storage is refused to pages from disk by some browsers: then the choice lasts as long as the page. */
function remembered(): string | null {
  try {
    return localStorage.getItem(themeKey);
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(themeKey, theme);
  } catch {
    // Nothing depends on it.
  }
}

function toggleTheme(): void {
  const root = document.documentElement;
  const isDark =
    root.dataset['theme'] === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : root.dataset['theme'] === 'dark';
  const theme = isDark ? 'light' : 'dark';
  root.dataset['theme'] = theme;
  remember(theme);
}

/** Browsers without the clipboard interface copy what is selected. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

async function copyFrom(button: HTMLElement, text: string): Promise<void> {
  await copyText(text);
  button.replaceChildren('Copied');
  setTimeout(() => button.replaceChildren('Copy'), 1200);
}

function startCopying(): void {
  for (const button of all(HTMLElement, '[data-copy], [data-copy-from]')) {
    button.addEventListener('click', () => {
      const from = document.querySelector(`#${button.dataset['copyFrom'] ?? 'none'}`);
      void copyFrom(button, from?.textContent ?? button.dataset['copy'] ?? '');
    });
  }
}

function goTo(selector: string): void {
  const target = document.querySelector<HTMLElement>(selector);
  target?.scrollIntoView({ block: 'start' });
  target?.focus({ preventScroll: true });
}

const keys: Readonly<Record<string, () => void>> = {
  '1': () => goTo('#finalist-1'),
  '2': () => goTo('#finalist-2'),
  '3': () => goTo('#finalist-3'),
  t: () => goTo('#try [data-field]'),
  w: () => goTo('#weights [data-weight]'),
  q: () => goTo('#questions input'),
  c: () =>
    (document.activeElement?.closest('.card') ?? document)
      .querySelector<HTMLElement>('[data-copy-from]')
      ?.click(),
  d: toggleTheme,
  '?': () => document.querySelector('dialog')?.showModal(),
};

function startKeys(): void {
  document.addEventListener('keydown', (event) => {
    const isTyping =
      event.target instanceof Element &&
      event.target.closest('input:not([type=radio], [type=range]), textarea, select') !== null;
    if (event.key === 'Escape' && isTyping) (event.target as HTMLElement).blur();
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = keys[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

const theme = remembered();
if (theme !== null) document.documentElement.dataset['theme'] = theme;
for (const button of all(HTMLElement, '[data-toggle-theme]'))
  button.addEventListener('click', toggleTheme);
for (const button of all(HTMLElement, '[data-show-keys]')) {
  button.addEventListener('click', () => document.querySelector('dialog')?.showModal());
}
startCopying();
startKeys();
startTrial();
startWeights();
startLandscape();
startQuestions();
