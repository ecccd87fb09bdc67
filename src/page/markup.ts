/** Text that is known to be markup. Only `markup` and `trusted` make it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may fill a hole of a template; `undefined` and `false` leave it empty. */
export type Hole = Markup | string | number | undefined | false | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function fill(hole: Hole): string {
  if (hole === undefined || hole === false) return '';
  if (hole instanceof Markup) return hole.text;
  if (typeof hole === 'object') return hole.map((part) => part.text).join('');
  return escapeHtml(String(hole));
}

/**
 * A template whose holes are escaped unless they are `Markup` already, so that forgetting to escape
 * is not possible. Attributes must stand in double quotes.
 */
export function markup(parts: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return new Markup(parts.reduce((text, part, index) => text + fill(holes[index - 1]) + part));
}

/** Marks text as markup. For text of our own only: the style sheet, the client script. */
export const trusted = (text: string): Markup => new Markup(text);

/** `<` as `\\u003c`. */
const escapeUnit = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON that cannot end the `<script>` it stands in, whatever strings it holds. */
export function embeddedJson(data: unknown): Markup {
  return new Markup(JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, escapeUnit));
}
