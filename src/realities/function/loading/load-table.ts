import { basename, extname, resolve } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { Signature } from '../../../domain/function.ts';
import type { ValueType } from '../../../domain/value.ts';
import { closest } from '../../../domain/closest.ts';
import { show, specError, type Issue } from '../../reading/issue.ts';
import { isTaken } from './check-signature.ts';
import type { LoadedSpec } from './loaded-spec.ts';
import { readText } from '../../reading/read-text.ts';
import { soundJson } from './sound-spec.ts';

/** A column of a table: its name made fit for a program, and its cells as values. */
interface Column {
  readonly title: string;
  readonly name: string;
  readonly type: ValueType;
  readonly values: readonly (number | boolean | string)[];
}

/**
 * Makes a specification of a table (CSV; semicolons and tabs separate as well): one example a row,
 * one parameter a column, named by the header. The last column is the result unless
 * `resultColumn` names another. Columns of whole numbers are integers, then come numbers,
 * booleans, and text for everything else.
 */
export function loadTable(path: string, resultColumn?: string): LoadedSpec {
  const absolute = resolve(path);
  const text = readText(absolute, path);
  const file = basename(path);
  const { header, rows } = split(text, file);
  const position = positionOf(resultColumn, header, file);
  const columns = header.map((title, index) => columnOf(title, rows, index));
  const issues = [...repeatedNames(columns), ...emptyCells(columns, rows)];
  if (issues.length > 0) throw specError(file, issues);
  const result = columns[position]!;
  const params = columns.filter((column) => column !== result);
  const names = params.map((param) => param.title).join(', ');
  const soundness = soundJson({
    intent: `${result.title} from ${names}, as in ${basename(path, extname(path))}.`,
    function: {
      name: params.some((param) => param.name === result.name) ? 'result' : result.name,
      params: params.map(({ name, type }) => ({ name, type })),
      returns: result.type,
    },
    examples: rows.map((_, row) => ({
      args: params.map((param) => param.values[row]!),
      result: result.values[row]!,
    })),
  });
  if ('issues' in soundness) throw specError(file, soundness.issues.map(inRows));
  const remarks = [readAs(soundness.spec.problem.signature), ...likeNumbers(columns, rows)];
  return { path: absolute, text, remarks, ...soundness.spec };
}

/** `examples[0]` is the first row under the header. */
function inRows(issue: Issue): Issue {
  return { ...issue, place: toRows(issue.place), found: toRows(issue.found) };
}

function toRows(text: string): string {
  return text.replaceAll(/examples\[(\d+)\]/g, (_, index: string) => `row ${Number(index) + 2}`);
}

function split(text: string, file: string): { header: string[]; rows: string[][] } {
  const [firstLine = ''] = text.split('\n', 1);
  const delimiter = [',', ';', '\t'].toSorted(
    (left, right) => firstLine.split(right).length - firstLine.split(left).length,
  )[0]!;
  let lines: string[][];
  try {
    lines = parse(text, { delimiter, trim: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw specError(file, [
      {
        place: '',
        found: error.message,
        wanted: 'as many cells in each row as in the header, and quotes that are closed',
        mend: 'Mend the table there.',
      },
    ]);
  }
  const [header = [], ...rows] = lines;
  if (header.length >= 2 && rows.length > 0) return { header, rows };
  throw specError(file, [
    {
      place: '',
      found: header.length < 2 ? 'a single column' : 'a header without rows',
      wanted: 'a header, and under it rows of arguments with their result in the last column',
      mend: 'Separate the columns with commas, and give at least one row.',
    },
  ]);
}

function positionOf(
  resultColumn: string | undefined,
  header: readonly string[],
  file: string,
): number {
  if (resultColumn === undefined) return header.length - 1;
  const position = header.indexOf(resultColumn);
  if (position >= 0) return position;
  const near = closest(resultColumn, header);
  throw specError(file, [
    {
      place: '',
      found: `no column ${show(resultColumn)}`,
      wanted: `one of ${header.map(show).join(', ')}`,
      mend: near === undefined ? 'Name one of these.' : `Did you mean ${show(near)}?`,
    },
  ]);
}

const wholeNumber = /^[-+]?(?:0|[1-9]\d*)$/;
const anyNumber = /^[-+]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const truth = /^(?:true|false)$/i;

function columnOf(title: string, rows: readonly (readonly string[])[], index: number): Column {
  const cells = rows.map((row) => row[index]!);
  const all = (pattern: RegExp) => cells.every((cell) => pattern.test(cell));
  const name = nameOf(title, index);
  if (all(wholeNumber)) return { title, name, type: 'integer', values: cells.map(Number) };
  if (all(anyNumber)) return { title, name, type: 'number', values: cells.map(Number) };
  if (all(truth)) {
    return { title, name, type: 'boolean', values: cells.map((cell) => /^t/i.test(cell)) };
  }
  return { title, name, type: 'string', values: cells };
}

/** What a person takes for a number and this does not: `007`, `1,200`, `3,5`, `€ 20`, `12 %`. */
const likeNumber = /^[-+]?\p{Sc}?\s?\d+(?:[,.'\s]\d{3})*(?:[.,]\d+)?\s?[%\p{Sc}]?$/u;

/** The types that were made of the columns, which decide what is looked for. */
const readAs = ({ name, params, returns }: Signature): string =>
  `Read as ${name}(${params.map((param) => `${param.name}: ${param.type}`).join(', ')}): ${returns}.`;

const isMeantAsNumber = (cell: string): boolean => anyNumber.test(cell) || likeNumber.test(cell);

/** Columns of text that a person may have meant as numbers. */
function likeNumbers(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  return columns.flatMap(({ title, type }, index) => {
    const cells = rows.map((row) => row[index]!);
    if (type !== 'string' || cells.filter(isMeantAsNumber).length * 2 < cells.length) return [];
    const at = cells.findIndex((cell) => likeNumber.test(cell) && !anyNumber.test(cell));
    if (at < 0) return [];
    const cell = `${show(cells[at])} in row ${at + 2}`;
    return `${show(title)} is text, since ${cell} is no plain number: write 1200 or 3.5 if numbers are meant.`;
  });
}

/** `Unit price (EUR)` becomes `unitPriceEUR`, and `class` becomes `classValue`. */
function nameOf(title: string, index: number): string {
  const words = title.match(/[\p{ID_Start}\d$_]+/gu) ?? [];
  const joined = words
    .map((word, at) =>
      at === 0
        ? word.charAt(0).toLowerCase() + word.slice(1)
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('');
  if (joined === '') return `column${index + 1}`;
  if (isTaken(joined)) return `${joined}Value`;
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

function repeatedNames(columns: readonly Column[]): Issue[] {
  const byName = Map.groupBy(columns, (column) => column.name);
  return [...byName].flatMap(([name, [first, second]]) =>
    second === undefined
      ? []
      : {
          place: 'the header',
          found: `${show(first!.title)} and ${show(second.title)}, which would both be called \`${name}\``,
          wanted: 'a different name for each column',
          mend: 'Rename one of the two.',
        },
  );
}

/** An empty cell is a missing number, unless the column holds text. */
function emptyCells(columns: readonly Column[], rows: readonly (readonly string[])[]): Issue[] {
  return columns.flatMap((column, index) => {
    if (column.type !== 'string') return [];
    const cells = rows.map((row) => row[index]!);
    const numbers = cells.filter((cell) => anyNumber.test(cell)).length;
    const empty = cells.indexOf('');
    if (empty < 0 || numbers * 2 < cells.length) return [];
    return {
      place: `row ${empty + 2}, column ${show(column.title)}`,
      found: 'an empty cell',
      wanted: 'a number, as in the other rows',
      mend: 'Fill it, or leave the row out.',
    };
  });
}
