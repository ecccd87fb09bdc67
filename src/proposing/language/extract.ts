/** What a reply holds: the source of the function that was asked for, or why there is none. */
export type Extracted =
  | { readonly kind: 'source'; readonly source: string }
  | { readonly kind: 'none'; readonly reason: string };

/** A longer source is no function that anybody asked for. */
const sourceLettersMost = 50_000;

/**
 * Finds the function `name` in a reply: the last fenced block that declares it, for models correct
 * themselves as they go; else the declaration in the bare text. What it returns exports the
 * function. It never throws, and takes time in proportion to the length of the reply.
 */
export function extractFunction(reply: string, name: string): Extracted {
  const text = reply.replaceAll('\r\n', '\n');
  const declaration = declarationOf(name);
  const block =
    blocksIn(text).findLast((each) => declaration.test(each)) ?? unfenced(text, declaration);
  if (block === undefined) return none(reply, name);
  const source = exporting(withoutCalls(block), declaration).trim();
  if (source.length > sourceLettersMost) {
    return { kind: 'none', reason: `more than ${sourceLettersMost} letters of source` };
  }
  return { kind: 'source', source: `${source}\n` };
}

function none(reply: string, name: string): Extracted {
  const reason = reply.trim() === '' ? 'an empty reply' : `a reply without a function ${name}`;
  return { kind: 'none', reason };
}

/** A declaration of the function at the start of a line, and what stands before it there. */
function declarationOf(name: string): RegExp {
  const escaped = name.replaceAll(/[$\\.*+?^{}()|[\]]/gu, String.raw`\$&`);
  return new RegExp(
    String.raw`^([ \t]{0,16}(?:export[ \t]{1,4})?(?:default[ \t]{1,4})?)((?:async[ \t]{1,4})?function[ \t]{0,4}\*?[ \t]{0,4}|(?:const|let|var)[ \t]{1,4})${escaped}(?![\w$])`,
    'mu',
  );
}

/** The contents of all fences; one that is not closed reaches to the end. */
function blocksIn(text: string): string[] {
  const blocks: string[] = [];
  let opened: { readonly fence: string; readonly from: number } | undefined;
  for (let from = 0; from <= text.length;) {
    const end = endOfLine(text, from);
    const fence = fenceAt(text, from, end);
    if (opened === undefined) {
      if (fence !== undefined) opened = { fence: fence.marks, from: end + 1 };
    } else if (fence?.isBare === true && fence.marks.startsWith(opened.fence)) {
      blocks.push(text.slice(opened.from, from));
      opened = undefined;
    }
    from = end + 1;
  }
  if (opened !== undefined) blocks.push(text.slice(opened.from));
  return blocks;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The marks of a fence in this line; bare, it may close one as well as open it. */
function fenceAt(
  text: string,
  from: number,
  end: number,
): { readonly marks: string; readonly isBare: boolean } | undefined {
  let start = from;
  while (start < end && (text[start] === ' ' || text[start] === '\t')) start++;
  const mark = text[start];
  if (mark !== '`' && mark !== '~') return undefined;
  let after = start;
  while (after < end && text[after] === mark) after++;
  if (after - start < 3) return undefined;
  return { marks: text.slice(start, after), isBare: text.slice(after, end).trim() === '' };
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
