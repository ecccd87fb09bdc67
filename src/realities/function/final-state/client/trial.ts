import {
  conforms,
  isValueType,
  sameValue,
  showValue,
  type Value,
} from '../../../../domain/value.ts';
import { readLiteral } from '../literal.ts';
import { all, data } from './page.ts';
import { callInWorker, limitMs, type Answer } from './worker.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (found: HTMLElement): found is Field =>
  found instanceof HTMLInputElement ||
  found instanceof HTMLTextAreaElement ||
  found instanceof HTMLSelectElement;

const typeOf = (index: number): string => data.signature.params[index]?.type ?? '';

const deepestArray = 32;

/** Results come from hostile code: only what a `Value` may be is one. */
function isValue(value: unknown, depth = 0): value is Value {
  if (Array.isArray(value)) {
    return depth < deepestArray && value.every((item) => isValue(item, depth + 1));
  }
  return ['number', 'string', 'boolean'].includes(typeof value);
}

/** A text field holds the text itself, every other one a literal. */
function setField(field: Field, literal: string, type: string): void {
  const value = type === 'string' ? readLiteral(literal) : undefined;
  field.value = typeof value === 'string' ? value : literal;
}

function readField(field: Field, type: string): Value | undefined {
  if (type === 'string') return field.value;
  const value = readLiteral(field.value);
  if (value === undefined) return undefined;
  return !isValueType(type) || conforms(value, type) ? value : undefined;
}

interface Shown {
  readonly text: string;
  readonly remark: string;
  readonly state: 'value' | 'fault';
  readonly value?: Value;
}

const shownCharactersMost = 2000;

function show(answer: Answer): Shown {
  switch (answer.kind) {
    case 'returned': {
      if (!isValue(answer.value)) {
        return {
          text: typeof answer.value,
          remark: 'no value that can be compared',
          state: 'fault',
        };
      }
      const text = showValue(answer.value);
      const cut =
        text.length > shownCharactersMost ? `${text.slice(0, shownCharactersMost)}…` : text;
      return { text: cut, remark: '', state: 'value', value: answer.value };
    }
    case 'threw':
      return { text: answer.error.slice(0, shownCharactersMost), remark: 'threw', state: 'fault' };
    case 'timedOut':
      return { text: '…', remark: `stopped after ${limitMs / 1000} s`, state: 'fault' };
  }
}

/** Which of the results stand against the most common one; all of them where there is none. */
function differing(shown: readonly Shown[]): readonly boolean[] {
  const votes = shown.map((own) => shown.filter((other) => isSame(own, other)).length);
  const most = Math.max(...votes);
  return votes.map((count) => count < most || (most === 1 && shown.length > 1));
}

function isSame(left: Shown, right: Shown): boolean {
  if (left.value === undefined || right.value === undefined) {
    return left.value === right.value && left.text === right.text;
  }
  return sameValue(left.value, right.value, data.tolerance);
}

let cancelRunning = () => {};

async function runAll(args: readonly Value[]): Promise<void> {
  cancelRunning();
  const calls = data.finalists.map(({ javascript }) =>
    javascript === undefined ? undefined : callInWorker(data.signature.name, javascript, args),
  );
  let isCancelled = false;
  cancelRunning = () => {
    isCancelled = true;
    for (const call of calls) call?.cancel();
  };
  const shown = await Promise.all(
    calls.map(async (call): Promise<Shown> => {
      if (call !== undefined) return show(await call.answer);
      return { text: '–', remark: 'does not run in a browser', state: 'fault' };
    }),
  );
  if (!isCancelled) present(args, shown);
}

function present(args: readonly Value[], shown: readonly Shown[]): void {
  const example = data.examples.find(
    (candidate) => candidate.args.join(', ') === args.map(showValue).join(', '),
  );
  const expected = example === undefined ? undefined : readLiteral(example.result);
  const differs = differing(shown);
  shown.forEach(({ text, remark, state, value }, index) => {
    const [row] = all(HTMLElement, `[data-result="${index}"]`);
    const isWrong =
      expected !== undefined &&
      (value === undefined || !sameValue(value, expected, data.tolerance));
    const remarks = [
      remark,
      differs[index] === true ? '≠ differs' : '',
      expected === undefined ? '' : isWrong ? '✗ not as expected' : '✓ as expected',
    ];
    row?.classList.toggle('differs', differs[index] === true);
    row?.classList.toggle('fault', state === 'fault');
    row?.querySelector('output')?.replaceChildren(text);
    row
      ?.querySelector('.remark')
      ?.replaceChildren(remarks.filter((part) => part !== '').join(' · '));
  });
  const [note] = all(HTMLElement, '[data-expected]');
  note?.replaceChildren(example === undefined ? '' : `The example says ${example.result}.`);
}

/** Wires the form: typing runs the three, and whatever carries `data-fill` fills it. */
export function startTrial(): void {
  const [form] = all(HTMLFormElement, '[data-trial]');
  if (form === undefined) return;
  const fields = all(HTMLElement, '[data-field]', form).filter(isField);
  const run = () => {
    const values = fields.map((field, index) => readField(field, typeOf(index)));
    fields.forEach((field, index) => {
      field.setAttribute('aria-invalid', String(values[index] === undefined));
    });
    const args = values.filter((value) => value !== undefined);
    if (args.length === fields.length) void runAll(args);
  };
  const fill = (literals: readonly string[]) => {
    fields.forEach((field, index) => setField(field, literals[index] ?? '', typeOf(index)));
    run();
  };
  let typing = 0;
  form.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(run, 150);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const filler of all(HTMLElement, '[data-fill]')) {
    filler.addEventListener('click', () => {
      fill(JSON.parse(filler.dataset['fill'] ?? '[]') as readonly string[]);
      if (filler.closest('#try') === null) form.closest('section')?.scrollIntoView();
    });
  }
  fill(fields.map((field) => field.dataset['literal'] ?? ''));
}
