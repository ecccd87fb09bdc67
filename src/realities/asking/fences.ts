/** The contents of all fences; one that is not closed reaches to the end, where it may. */
export function blocksIn(text: string, mayEndOpen = true): string[] {
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
  if (opened !== undefined && mayEndOpen) blocks.push(text.slice(opened.from));
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
