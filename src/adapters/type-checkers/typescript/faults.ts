import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type ts from 'typescript';

import type { Signature } from '../../../domain/function.ts';
import type { TypeFault } from '../../../ports/type-checker.ts';

/** The compiler, as its package exports it. */
export type Compiler = typeof ts;

const candidatePath = '/candidate.ts';
const usePath = '/use.ts';
const surroundingsPath = '/surroundings.d.ts';
const libraryFolder = '/library';

/**
 * What a candidate finds beside the language: a console that is silent, and what its specification
 * lends, which has no types.
 */
const surroundings = `
declare const console: Readonly<Record<
  'assert' | 'debug' | 'dir' | 'error' | 'info' | 'log' | 'table' | 'time' | 'timeEnd' | 'trace' | 'warn',
  (...data: unknown[]) => void
>>;
declare module '*';
`;

/**
 * Finds faults in the types of single modules, by the strict rules of the language alone. It reads
 * the compiler's own library and nothing else of the disk, whatever a module refers to.
 */
export class FaultFinder {
  readonly #ts: Compiler;
  readonly #folder: string;
  readonly #options: ts.CompilerOptions;
  /** The compiler's library, which is read once. */
  readonly #library = new Map<string, ts.SourceFile | undefined>();

  /** `compilerPath`: the file that the compiler was loaded from. */
  constructor(compiler: Compiler, compilerPath: string) {
    this.#ts = compiler;
    this.#folder = dirname(compilerPath);
    this.#options = {
      strict: true,
      noEmit: true,
      target: compiler.ScriptTarget.ESNext,
      module: compiler.ModuleKind.ESNext,
      moduleResolution: compiler.ModuleResolutionKind.Bundler,
      moduleDetection: compiler.ModuleDetectionKind.Force,
      allowImportingTsExtensions: true,
      lib: ['lib.esnext.d.ts'],
      types: [],
      skipLibCheck: true,
    };
  }

  faultsOf(source: string, signature: Signature): readonly TypeFault[] {
    const texts = new Map([
      [candidatePath, heeded(source)],
      [usePath, useOf(signature)],
      [surroundingsPath, surroundings],
    ]);
    const program = this.#ts.createProgram([...texts.keys()], this.#options, this.#host(texts));
    const candidate = program.getSourceFile(candidatePath)!;
    const within = [
      ...program.getSyntacticDiagnostics(candidate),
      ...program.getSemanticDiagnostics(candidate),
    ];
    const use = program.getSourceFile(usePath)!;
    // What comes after the colon is the signature's own: it may name types that nobody knows here.
    const own = use.text.indexOf(':');
    const unfit = program.getSemanticDiagnostics(use).filter(({ start = 0 }) => start < own);
    const head = declarationOf(program, candidate, signature.name);
    return [
      ...within.map(({ start = 0, messageText }) => this.#fault(candidate, start, messageText)),
      ...unfit.map(({ messageText }) => this.#fault(candidate, head, messageText)),
    ];
  }

  #fault(file: ts.SourceFile, start: number, text: string | ts.DiagnosticMessageChain): TypeFault {
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    const message = this.#ts.flattenDiagnosticMessageText(text, ' ').replaceAll(/\s+/g, ' ');
    return { line: line + 1, column: character + 1, message };
  }

  #host(texts: ReadonlyMap<string, string>): ts.CompilerHost {
    const { ESNext } = this.#ts.ScriptTarget;
    return {
      getSourceFile: (path) => {
        const text = texts.get(path);
        return text === undefined
          ? this.#libraryFile(path)
          : this.#ts.createSourceFile(path, text, ESNext);
      },
      getDefaultLibFileName: () => join(libraryFolder, 'lib.esnext.d.ts'),
      getDefaultLibLocation: () => libraryFolder,
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (path) => path,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      fileExists: (path) => texts.has(path),
      readFile: (path) => texts.get(path),
      writeFile: () => {},
    };
  }

  #libraryFile(path: string): ts.SourceFile | undefined {
    const name = /^\/library\/(lib\.[\w.]+\.d\.ts)$/.exec(path)?.[1];
    if (name === undefined) return undefined;
    if (!this.#library.has(name)) {
      const text = readFileSync(join(this.#folder, name), 'utf8');
      this.#library.set(name, this.#ts.createSourceFile(path, text, this.#ts.ScriptTarget.ESNext));
    }
    return this.#library.get(name);
  }
}

/** A module that takes the function for what the signature says it is. */
function useOf({ name, params, returns }: Signature): string {
  const head = params.map((param) => `${param.name}: ${typeScript(param.type)}`).join(', ');
  return `import { ${name} } from './candidate.ts';
export const used: (${head}) => ${typeScript(returns)} = ${name};
`;
}

/** A type of a signature as TypeScript has it: whole numbers have no type of their own there. */
const typeScript = (type: string): string => type.replaceAll(/\binteger\b/g, 'number');

/** The source without the comments that would have it not checked; every place stays where it is. */
const heeded = (source: string): string =>
  source.replaceAll(/@ts-(?=nocheck|ignore|expect-error)/g, '@ts_');

/** Where what a module exports under a name begins; its first letter where it exports no such thing. */
function declarationOf(program: ts.Program, file: ts.SourceFile, name: string): number {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(file);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const [declaration] = exported.find((each) => each.name === name)?.declarations ?? [];
  return declaration?.getStart(file) ?? 0;
}
