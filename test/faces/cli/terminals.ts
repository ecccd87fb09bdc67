import type { Output, Terminal } from '../../../src/faces/cli/terminal.ts';

/** An output that keeps what was written. */
export class KeptOutput implements Output {
  text = '';
  readonly interactive = false;
  readonly colours: boolean;
  readonly columns: number;

  constructor(colours = false, columns = 80) {
    this.colours = colours;
    this.columns = columns;
  }

  write(text: string): void {
    this.text += text;
  }
}

interface KeptTerminal extends Terminal {
  readonly out: KeptOutput;
  readonly err: KeptOutput;
}

export function keptTerminal(folder: string, environment: Terminal['environment'] = {}) {
  const terminal: KeptTerminal = {
    out: new KeptOutput(),
    err: new KeptOutput(),
    environment,
    folder,
  };
  return terminal;
}
