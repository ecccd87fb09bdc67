import type { Found } from '../../../ports/wording.ts';
import { blocksIn } from '../../asking/fences.ts';
import { foundNone, foundSource, sourceLettersMost } from '../../asking/found.ts';

/** Whether a reply that is cut off here declares the function, in a fence that is closed. */
export function hasFunction(reply: string, name: string): boolean {
  const declaration = declarationOf(name);
  return blocksIn(reply, false).some((block) => declaration.test(declared(block, name)));
}

/**
 * Finds the function `name` in a reply: the last fenced block that declares it, for models correct
 * themselves as they go; else the declaration in the bare text. What it returns exports the
 * function. It never throws, and takes time in proportion to the length of the reply.
 */
export function extractFunction(reply: string, name: string): Found {
  const text = declared(reply.replaceAll('\r\n', '\n'), name);
  const declaration = declarationOf(name);
  const block =
    blocksIn(text).findLast((each) => declaration.test(each)) ?? unfenced(text, declaration);
  if (block === undefined) return foundNone(reply, `a function ${name}`);
  const own = withoutAssignments(withoutCalls(block));
  return foundSource(`${exporting(own, declaration).trim()}\n`);
}

/** A declaration of the function at the start of a line, and what stands before it there. */
function declarationOf(name: string): RegExp {
  const escaped = name.replaceAll(/[$\\.*+?^{}()|[\]]/gu, String.raw`\$&`);
  return new RegExp(
    String.raw`^([ \t]{0,16}(?:export[ \t]{1,4})?(?:default[ \t]{1,4})?)((?:async[ \t]{1,4})?function[ \t]{0,4}\*?[ \t]{0,4}|(?:const|let|var)[ \t]{1,4})${escaped}(?![\w$])`,
    'mu',
  );
}

/** What Node took modules for before it knew any: `exports.f = …` and `module.exports = function f` declare `f`. */
function declared(text: string, name: string): string {
  if (!text.includes('exports')) return text;
  const escaped = name.replaceAll(/[$\\.*+?^{}()|[\]]/gu, String.raw`\$&`);
  const own = String.raw`^(?:module\.)?exports`;
  const named = String.raw`${own}\.${escaped}[ \t]{0,4}=[ \t]{0,4}(?=\(|async\b|function\b|[\w$]{1,64}[ \t]{0,4}=>)`;
  const whole = String.raw`${own}[ \t]{0,4}=[ \t]{0,4}(?=(?:async[ \t]{1,4})?function[ \t]{1,4}${escaped}(?![\w$]))`;
  return text
    .replace(new RegExp(named, 'mu'), () => `const ${name} = `)
    .replace(new RegExp(whole, 'mu'), '');
}

/** Without the lists by which such a module exports what it has declared. */
function withoutAssignments(block: string): string {
  if (!block.includes('exports')) return block;
  return block.replaceAll(
    /^(?:module\.)?exports(?:\.[\w$]{1,64})?[ \t]{0,4}=[ \t]{0,4}(?:\{[^{}]{0,400}\}|[\w$]{1,64})[ \t]{0,4};?[ \t]{0,4}$\n?/gmu,
    '',
  );
}

/** The declaration in a text without fences, up to the brace that closes it. */
function unfenced(text: string, declaration: RegExp): string | undefined {
  const found = declaration.exec(text);
  if (found === null) return undefined;
  const rest = text.slice(found.index);
  let depth = 0;
  for (let place = 0; place < rest.length; place++) {
    if (rest[place] === '{') depth++;
    if (rest[place] === '}' && --depth === 0) {
      return rest.slice(0, rest[place + 1] === ';' ? place + 2 : place + 1);
    }
    if (place === sourceLettersMost) break;
  }
  return rest.slice(0, sourceLettersMost);
}

/** Models like to show how a function is called; what is printed there is of no use here. */
function withoutCalls(block: string): string {
  return block.includes('console.') ? block.replaceAll(/^console\..*$\n?/gmu, '') : block;
}

/** The same source with the function exported under its name, whatever the model wrote. */
function exporting(block: string, declaration: RegExp): string {
  if (/^[ \t]{0,16}export[ \t]{0,4}\{/mu.test(block)) return block;
  return block.replace(declaration, (whole, before: string) => {
    return `export ${whole.slice(before.length)}`;
  });
}
