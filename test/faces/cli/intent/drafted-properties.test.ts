import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  serveSimulated,
  type ModelServer,
} from '../../../../src/adapters/models/simulated/serve.ts';
import { runCommandLine } from '../../../../src/faces/cli/cli.ts';
import type { Outcome } from '../../../../src/index.ts';
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts';
import { sluice } from '../command-line.ts';
import { keptTerminal } from '../terminals.ts';

const home = temporaryFolder();
const folder = (): string => mkdtempSync(join(home, 'words-'));
const words = 'round a number to the nearest ten';
const nearest = '(f, x) => Math.abs(f(x) - x) <= 5';
const odd = '(f, x) => f(-x) === -f(x)';

/** Of the readings of `examples/words/rounding`: up, to even, away from zero. */
const drafted: readonly Readonly<Record<string, unknown>>[] = [
  { near: nearest, grows: '(f, x) => f(x) > x', wordy: 'x'.repeat(500) },
  { ends: '() => { globalThis.process.exit(0); }', 'no predicate': 'f(x) >' },
  { odd, 'the same twice': '(f, x) => f(f(x)) === f(x)' },
];

let server: ModelServer;
beforeAll(async () => {
  const corpus = folder();
  const rounding = '../../../../examples/words/rounding';
  cpSync(fileURLToPath(new URL(rounding, import.meta.url)), corpus, { recursive: true });
  const path = join(corpus, 'halves.readings.json');
  const { readings } = JSON.parse(readFileSync(path, 'utf8')) as { readings: object[] };
  const all = readings.map((reading, place) => ({ ...reading, properties: drafted[place] }));
  writeFileSync(path, JSON.stringify({ readings: all }));
  server = await serveSimulated({ tokensPerSecond: 1e6, corpus, skill: 1, distinct: 64 });
});
afterAll(() => server.close());

const solving = (): string[] => {
  const limits = ['--seed', '1', '--candidates', '16', '--json'];
  return ['solve', words, '--model', `${server.url}#simulated`, ...limits];
};

interface Solved extends Outcome {
  readonly spec: string;
}

/** A person who rounds away from zero, and says so much of the properties. */
async function answered(...ofProperties: string[]) {
  const terminal = keptTerminal(folder(), { PATH: process.env['PATH'] });
  const ask = (): Promise<string | undefined> => {
    const screen = terminal.err.text.slice(terminal.err.text.lastIndexOf('\n? '));
    if (screen.includes('every call')) return Promise.resolve(ofProperties.shift());
    const x = Number(/roundToTen\((-?\d+)\)/u.exec(screen)![1]);
    return Promise.resolve(String(Math.sign(x) * Math.round(Math.abs(x) / 10) * 10));
  };
  const code = await runCommandLine(solving(), { ...terminal, ask });
  const [, path] = /^Specification: (.*)$/mu.exec(terminal.err.text)!;
  const spec = JSON.parse(readFileSync(path!, 'utf8')) as { properties?: object };
  return { code, err: terminal.err.text, outcome: JSON.parse(terminal.out.text) as Solved, spec };
}

/** To the nearest ten, halves to the even one, where the number ends in 5. */
const even = ([x]: readonly number[]): number => 20 * Math.round(x! / 20);

describe('properties that a model drafts', () => {
  it('are shown to a person, and what stays judges every survivor', async () => {
    const { code, err, spec, outcome } = await answered('');
    expect(code).toBe(0);
    expect(err).toContain(`a  odd: ${odd}`);
    expect(err).toContain('not so where halves are rounded up');
    expect(spec.properties).toEqual({ odd, 'the same twice': '(f, x) => f(f(x)) === f(x)' });
    const [first] = outcome.shortlist;
    expect(first!.evidence).toContainEqual(
      expect.objectContaining({ stage: 'properties', verdict: 'passed', total: 2 }),
    );
  });

  it('are none of the specification where the person says so, after a letter that is none', async () => {
    const { err, spec, outcome } = await answered('z', 'a');
    expect(err).toContain('z is none of the letters');
    expect(Object.keys(spec.properties!)).toEqual(['the same twice']);
    expect(outcome.drafted!.properties).toContainEqual({
      name: 'odd',
      source: odd,
      unlike: ['halves are rounded up, towards the larger number'],
      leftOut: 'you said so',
    });
  });

  it('and that no program of its reading has, or that are none, are left out and told why', async () => {
    const { outcome, err } = await answered('');
    const why = Object.fromEntries(
      outcome.drafted!.properties!.map(({ name, leftOut }) => [name, leftOut]),
    );
    expect(why).toEqual({
      odd: undefined,
      'the same twice': undefined,
      grows: expect.stringMatching(/^it does not hold for \(/u) as string,
      ends: expect.stringMatching(/^it does not hold for \(.*exit/u) as string,
      'no predicate': expect.stringMatching(/cannot be used/u) as string,
    });
    expect(err).toContain('left out:');
    expect(outcome.drafted!.refused).toEqual({ 'a property of more than 400 letters': 4 });
  });

  it('are told where nobody is there to ask, and stand in the file', async () => {
    const here = folder();
    const asked = await sluice(here, solving());
    const { spec, unclear } = JSON.parse(asked.out) as Solved & { unclear: { args: number[] }[] };
    expect(asked.err).toContain(`near: ${nearest}`);
    const held = JSON.parse(readFileSync(spec, 'utf8')) as { properties: object };
    expect(held.properties).toEqual({ near: nearest });
    const answers = unclear.flatMap(({ args }) => ['--answer', `${args[0]} => ${even(args)}`]);
    const solved = await sluice(here, [...solving(), ...answers]);
    // The reading that was meant came with none that holds.
    expect(solved.code).toBe(0);
    expect(solved.err).toContain('and no properties');
    const { run } = JSON.parse(solved.out) as Solved;
    const page = readFileSync(join(here, '.sluice', 'runs', run, 'index.html'), 'utf8');
    expect(page).toContain('Property “no predicate”');
  });
});
