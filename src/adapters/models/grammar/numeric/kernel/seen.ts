/**
 * An exact set of 64-bit hashes: buckets of one cache line, found by the highest bits. It grows
 * eightfold twice at most, which bounds its memory to 146 MB.
 */
const SMALLEST: i32 = 18;
const LARGEST: i32 = 24;

let table: usize = 0;
let bits: i32 = 0;
let held: i32 = 0;

function bucketOf(hash: u64): usize {
  return table + <usize>((hash >> (<u64>(67 - bits))) << 6);
}

export function configureSeen(): void {
  bits = SMALLEST;
  table = emptyTable(bits);
  held = 0;
}

function emptyTable(size: i32): usize {
  const bytes: usize = ((<usize>8) << size) + 64;
  const start = (heap.alloc(bytes) + 63) & ~(<usize>63);
  memory.fill(start, 0, (<usize>8) << size);
  return start;
}

/** Touches the bucket, so that the look-ups of a block wait for memory together. */
export function touch(hash: u64): u64 {
  return load<u64>(bucketOf(hash));
}

/** Whether the set can take `count` more; it grows where it may. */
export function seenHasRoom(count: i32): bool {
  if (held + count <= (7 << bits) >> 3) return true;
  if (bits == LARGEST) return false;
  const old = table;
  const end = old + ((<usize>8) << bits);
  bits += 3;
  table = emptyTable(bits);
  held = 0;
  for (let at = old; at < end; at += 8) {
    const hash = load<u64>(at);
    if (hash != 0) addSeen(hash);
  }
  return true;
}

/** True when the hash is new. */
export function addSeen(given: u64): bool {
  const hash = given | (<u64>(given == 0));
  const end = table + ((<usize>8) << bits);
  let at = bucketOf(hash);
  while (true) {
    const entry = load<u64>(at);
    if (entry == hash) return false;
    if (entry == 0) {
      store<u64>(at, hash);
      held++;
      return true;
    }
    at += 8;
    if (at == end) at = table;
  }
}

/** Whether a program of prefix code was not seen before; false also when the set is full. */
export function isNewProgram(code: usize, length: i32): bool {
  if (table == 0) configureSeen();
  if (!seenHasRoom(1)) return false;
  let hash: u64 = 0x9e3779b97f4a7c15;
  for (let at = 0; at < length; at++) {
    hash = (hash ^ load<u8>(code + at)) * 0xff51afd7ed558ccd;
    hash ^= hash >> 32;
  }
  return addSeen(hash * 0xc4ceb9fe1a85ec53);
}

/** The table itself, of `seenSlots` hashes with 0 where there is none: for measuring overlaps. */
export function seenAt(): usize {
  return table;
}
export function seenSlots(): i32 {
  return 1 << bits;
}
