import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { startServer } from './model-server/process.ts';

const sluice = fileURLToPath(new URL('../src/faces/cli/main.ts', import.meta.url));

/** Different replies that the server knows: enough that few candidates are duplicates. */
const repliesKnown = 20_000;

/** Candidates of the runs that show what starting takes. */
const fewest = 16;

/** An evaluator as simple as one can be, and unchanged for both. */
const evaluator = `import importlib.util


def evaluate(path):
    spec = importlib.util.spec_from_file_location("program", path)
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    return {"combined_score": program.f(1)}
`;

/** A command that takes so many candidates of a server's through its evaluator. */
interface Contestant {
  readonly name: string;
  /** The folder of what the server replies. */
  readonly corpus: string;
  readonly command: (url: string, candidates: number) => readonly string[];
  /** How many times as many candidates it takes, so that its run is long enough to be timed. */
  readonly longer: number;
}

interface Run {
  readonly seconds: number;
  /** What was judged: a duplicate that is never run does not count. */
  readonly judged: number;
}

/** Ends by its budget: no example can be met, so nothing ends the run before. */
const functionSpec = {
  intent: 'A number that no program of the corpus answers.',
  function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  examples: [{ args: [1], result: -0.5 }],
};

const evaluatorSpec = {
  intent: 'A large number.',
  file: { path: 'program.py' },
  judge: 'openevolve:evaluator.py',
};

const configFor = (url: string): string => `random_seed: null
diff_based_evolution: false
checkpoint_interval: 1000000
log_level: ERROR
llm:
  api_base: ${url}
  api_key: none
  random_seed: null
  models: [{ name: simulated, weight: 1.0 }]
evaluator:
  cascade_evaluation: false
  parallel_evaluations: ${availableParallelism()}
`;

/** Writes all that a server knows to say, and answers the folder. */
function writeCorpus(folder: string, reply: (number: number) => string): string {
  mkdirSync(folder);
  for (let number = 0; number < repliesKnown; number++) {
    writeFileSync(join(folder, `${number}.md`), reply(number));
  }
  return folder;
}

const python = (number: number): string => `def f(x):\n    return x + ${number}\n`;
const replyInPython = (number: number): string => `\`\`\`python\n${python(number)}\`\`\`\n`;
const replyInTypeScript = (number: number): string =>
  `\`\`\`typescript\nexport function f(x: number): number {\n  return x + ${number};\n}\n\`\`\`\n`;

function contestants(folder: string, peer: string | undefined): readonly Contestant[] {
  const inPython = writeCorpus(join(folder, 'python'), replyInPython);
  const inTypeScript = writeCorpus(join(folder, 'typescript'), replyInTypeScript);
  const flags = ['--disable-warning=ExperimentalWarning', sluice, 'solve'];
  const solve = (spec: string) => (url: string, candidates: number) => {
    const model = ['--model', `${url}#simulated`, '--candidates', String(candidates)];
    return [process.execPath, ...flags, spec, ...model, '--seed', '1', '--json'];
  };
  const ours: Contestant[] = [
    {
      name: 'Sluice, a function',
      corpus: inTypeScript,
      command: solve('f.sluice.json'),
      longer: 10,
    },
    {
      name: 'Sluice, the evaluator of OpenEvolve',
      corpus: inPython,
      command: solve('program.sluice.json'),
      longer: 1,
    },
  ];
  if (peer === undefined) return ours;
  const command = (url: string, candidates: number): readonly string[] => {
    writeFileSync(join(folder, 'config.yaml'), configFor(url));
    const files = ['program.py', 'evaluator.py', '--config', 'config.yaml', '--output', 'output'];
    return [peer, '-m', 'openevolve.cli', ...files, '--iterations', String(candidates)];
  };
  return [...ours, { name: 'OpenEvolve', corpus: inPython, command, longer: 1 }];
}

/** One run, from the start of the command to its end. */
async function timed(
  { corpus, command }: Contestant,
  candidates: number,
  folder: string,
): Promise<Run> {
  const server = await startServer('--tokens-per-second', '1000000', '--corpus', corpus);
  const startedMs = performance.now();
  const [program, ...args] = command(server.url, candidates);
  const child = spawn(program!, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const printed = await text(child.stdout);
  const seconds = (performance.now() - startedMs) / 1000;
  const { replies } = await server.end();
  return { seconds, judged: isSluice(args) ? judgedBy(printed) : replies };
}

const isSluice = (args: readonly string[]): boolean => args.includes(sluice);

function judgedBy(printed: string): number {
  const { counts } = JSON.parse(printed) as { counts: { run: number } };
  return counts.run;
}

/**
 * Candidates a second, end to end, of Sluice and of a peer: the same simulated server, the same
 * number of candidates (ten times as many for a function), an evaluator that does next to nothing. What starting takes is measured by
 * a run of a few candidates and subtracted from both.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'boolean', default: false },
      /** A Python that has OpenEvolve; without one only Sluice is measured. */
      peer: { type: 'string' },
      candidates: { type: 'string', default: '1000' },
    },
  });
  const candidates = Number(values.candidates);
  const folder = mkdtempSync(join(tmpdir(), 'sluice-peer-'));
  writeFileSync(join(folder, 'evaluator.py'), evaluator);
  writeFileSync(join(folder, 'program.py'), python(-1));
  writeFileSync(join(folder, 'f.sluice.json'), JSON.stringify(functionSpec));
  writeFileSync(join(folder, 'program.sluice.json'), JSON.stringify(evaluatorSpec));
  const runs = [];
  for (const contestant of contestants(folder, values.peer)) {
    const starts = [
      await timed(contestant, fewest, folder),
      await timed(contestant, fewest, folder),
    ];
    const [few] = starts.toSorted((one, other) => one.seconds - other.seconds);
    const many = await timed(contestant, candidates * contestant.longer, folder);
    const rate = (many.judged - few!.judged) / (many.seconds - few!.seconds);
    runs.push({
      name: contestant.name,
      candidatesPerSecond: Math.round(rate * 10) / 10,
      few,
      many,
    });
  }
  rmSync(folder, { recursive: true });
  const theirs = runs.find(({ name }) => name === 'OpenEvolve')?.candidatesPerSecond;
  const ratios = runs.map(({ candidatesPerSecond }) => candidatesPerSecond / (theirs ?? NaN));
  const report = runs.map((run, index) =>
    theirs === undefined ? run : { ...run, timesThePeer: Math.round(ratios[index]! * 10) / 10 },
  );
  const indent = values.json ? 0 : 2;
  process.stdout.write(`${JSON.stringify({ candidates, runs: report }, null, indent)}\n`);
}

if (import.meta.main) await main(process.argv.slice(2));
