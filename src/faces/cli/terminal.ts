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
}

/** What people read where no terminal says how wide it is. */
const defaultColumns = 80;

export function processTerminal(): Terminal {
  return {
    out: processOutput(process.stdout),
    err: processOutput(process.stderr),
    environment: process.env,
    folder: process.cwd(),
  };
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
