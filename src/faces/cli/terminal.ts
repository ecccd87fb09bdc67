import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

/** A stream that people read: standard output or standard error. */
export interface Output {
  write(text: string): void;
  /** Whether a person looks at it: a terminal that can be drawn on. */
  readonly interactive: boolean;
  readonly colours: boolean;
  /** Columns now; a terminal may be resized at any time. */
  readonly columns: number;
}

/** Everything that the command touches of its process. */
export interface Terminal {
  readonly out: Output;
  readonly err: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working folder, absolute. */
  readonly folder: string;
  /**
   * Asks whoever sits there, and answers with a line; `undefined` once nobody answers any more.
   * Absent where nobody does: standard input or standard error is no terminal.
   */
  readonly ask?: (prompt: string, signal: AbortSignal) => Promise<string | undefined>;
}

/** What people read where no terminal says how wide it is. */
const defaultColumns = 80;

export function processTerminal(): Terminal {
  return {
    out: processOutput(process.stdout),
    err: processOutput(process.stderr),
    environment: process.env,
    folder: process.cwd(),
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
  };
}

/** The terminal itself edits the line, and turns Ctrl-C into a signal as at any other time. */
async function ask(prompt: string, signal: AbortSignal): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    return await Promise.race([lines.question(prompt, { signal }), ended]);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    lines.close();
  }
}

function processOutput(stream: NodeJS.WriteStream): Output {
  // A reader that has seen enough (`sluice runs | head`) is no fault.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const forced = process.env['FORCE_COLOR'];
  return {
    write: (text) => void stream.write(text),
    interactive: stream.isTTY && process.env['TERM'] !== 'dumb',
    colours: stream.isTTY ? stream.hasColors() : forced !== undefined && forced !== '0',
    get columns() {
      return stream.columns || defaultColumns;
    },
  };
}

/** How text is set off. Without colours every style is the text itself. */
export type Palette = Readonly<
  Record<'strong' | 'quiet' | 'good' | 'bad' | 'warning' | 'accent', (text: string) => string>
>;

export function palette(colours: boolean): Palette {
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colours && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return {
    strong: paint('bold'),
    quiet: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    warning: paint('yellow'),
    accent: paint('cyan'),
  };
}
