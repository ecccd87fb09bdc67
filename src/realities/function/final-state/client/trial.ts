import {
  conforms,
  isValueType,
  sameValue,
  showValue,
  type Value,
} from '../../../../domain/value.ts';
import { readLiteral } from '../literal.ts';
import { findDifference } from './difference.ts';
import { all, data } from './page.ts';
import { differing, resultOf, type Result } from './result.ts';
import { callInWorker } from './worker.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (found: HTMLElement): found is Field =>
  found instanceof HTMLInputElement ||
  found instanceof HTMLTextAreaElement ||
  found instanceof HTMLSelectElement;

const typeOf = (index: number): string => data.signature.params[index]?.type ?? '';

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

let cancelRunning = () => {};

async function runAll(args: readonly Value[]): Promise<void> {
  cancelRunning();
  const calls = data.finalists.map(({ javascript }) =>
    javascript === undefined ? undefined : callInWorker(data.signature.name, javascript, [args]),
  );
  let isCancelled = false;
  cancelRunning = () => {
    isCancelled = true;
    for (const call of calls) call?.cancel();
  };
  const results = await Promise.all(
    calls.map(async (call): Promise<Result> => {
      const [answer] = (await call?.answers) ?? [];
      return answer === undefined
        ? { text: '–', remark: 'does not run in a browser' }
        : resultOf(answer);
    }),
  );
  if (!isCancelled) present(args, results);
}

function present(args: readonly Value[], results: readonly Result[]): void {
  const example = data.examples.find(
    (candidate) => candidate.args.join(', ') === args.map(showValue).join(', '),
  );
  const expected = example === undefined ? undefined : readLiteral(example.result);
  const differs = differing(results);
  results.forEach(({ text, remark, value }, index) => {
    const [row] = all(HTMLElement, `[data-result="${index}"]`);
    const isRight =
      expected !== undefined && value !== undefined && sameValue(value, expected, data.tolerance);
    const remarks = [
      remark,
      differs[index] === true ? '≠ differs' : '',
      expected === undefined ? '' : isRight ? '✓ as expected' : '✗ not as expected',
    ];
    row?.classList.toggle('differs', differs[index] === true);
    row?.classList.toggle('fault', value === undefined);
    row?.querySelector('output')?.replaceChildren(text);
    row
      ?.querySelector('.remark')
      ?.replaceChildren(remarks.filter((part) => part !== '').join(' · '));
  });
  note(example === undefined ? '' : `The example says ${example.result}.`);
}

const note = (text: string): void =>
  all(HTMLElement, '[data-expected]').forEach((found) => found.replaceChildren(text));

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
  const differ = async () => {
    const found = await findDifference();
    if (found !== undefined) fill(found);
    else note('No difference was met on the inputs that were tried.');
  };
  const [finder] = all(HTMLButtonElement, '[data-differ]', form);
  finder?.addEventListener('click', () => void differ());
  fill(fields.map((field) => field.dataset['literal'] ?? ''));
  if (data.examples.length === 0 && data.disagreements.length === 0) void differ();
}
