/** A program is not run at all; the message says why. */
export class Rejected extends Error {}

/**
 * The program has broken something that the next ones need: its process must end, and is blamed
 * on it alone.
 */
export class Unfit extends Error {}

/** Something the candidate threw, told apart from what its judge throws. */
export class Thrown extends Error {
  constructor(what: string) {
    super(`the function threw ${what}`);
  }
}

const errorCharactersMost = 500;

/** What was thrown, short enough to be kept. */
export function errorText(error: unknown): string {
  let text: string;
  try {
    text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    text = 'something that cannot be shown';
  }
  return shortened(text);
}

export function shortened(text: string): string {
  return text.length > errorCharactersMost ? `${text.slice(0, errorCharactersMost)}…` : text;
}
