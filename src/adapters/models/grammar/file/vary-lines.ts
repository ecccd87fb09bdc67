import type { Random } from '../../../../ports/random.ts';

/**
 * The text with two of its lines exchanged, one moved, doubled or left out. Lines of different
 * indentation belong to different blocks and never change places. `undefined` where it has too few.
 */
export function varyLines(text: string, random: Random): string | undefined {
  const lines = text.split(/(?<=\n)/);
  const places = lines.flatMap((line, place) => (line.trim() === '' ? [] : [place]));
  if (places.length < 2) return undefined;
  const place = places[random.below(places.length)]!;
  const peers = places.filter(
    (other) => other !== place && indentOf(lines[other]!) === indentOf(lines[place]!),
  );
  const choice = random.below(4);
  if (choice === 0) return lines.toSpliced(place, 1).join('');
  if (choice === 1) return lines.toSpliced(place, 0, ended(lines[place]!)).join('');
  if (peers.length === 0) return undefined;
  const peer = peers[random.below(peers.length)]!;
  if (choice === 2) {
    return lines.with(place, lines[peer]!).with(peer, lines[place]!).join('');
  }
  const without = lines.toSpliced(place, 1);
  return without.toSpliced(peer > place ? peer - 1 : peer, 0, ended(lines[place]!)).join('');
}

/**
 * Line by line from one text or the other, where they have equally many; `undefined` where they
 * have not, or do not differ.
 */
export function crossLines(one: string, other: string, random: Random): string | undefined {
  const [left, right] = [one.split('\n'), other.split('\n')];
  if (one === other || left.length !== right.length) return undefined;
  return left.map((line, at) => (random.below(2) === 0 ? line : right[at]!)).join('\n');
}

const indentOf = (line: string): string => /^[ \t]*/.exec(line)![0];

const ended = (line: string): string => (line.endsWith('\n') ? line : `${line}\n`);
