import { Packer, type Priority } from './packing.ts';

/** Lists of items, each packed on its own from empty bins. */
export interface Instance {
  readonly capacity: number;
  readonly lists: readonly (readonly number[])[];
  /** The lower bound of all lists together: the room they need, in whole bins. */
  readonly lowerBound: number;
  /** What the excess is a share of; the mean over instances is then a ratio of means, as published. */
  readonly excessIsShareOf: number;
}

/** Where items come from. */
export interface Family {
  readonly capacity: number;
  readonly itemsPerList: number;
  readonly listsPerInstance: number;
  /** A size, from a number uniform in [0, 1). */
  readonly size: (uniform: number) => number;
}

/** Items as in OR-Library's binpack3 (Falkenauer 1996): uniform in 20 … 100. */
export const orLibrary: Family = {
  capacity: 150,
  itemsPerList: 500,
  listsPerInstance: 6,
  size: (uniform) => 20 + Math.floor(uniform * 81),
};

/** Weibull with shape 3 and scale 45 (Castiñeiras, De Cauwer & O'Sullivan 2012), in 1 … 100. */
export const weibull: Family = {
  capacity: 100,
  itemsPerList: 5000,
  listsPerInstance: 1,
  size: (uniform) => {
    const drawn = 45 * (-Math.log(1 - uniform)) ** (1 / 3);
    return Math.min(100, Math.max(1, Math.round(drawn)));
  },
};

/** `count` instances, the same for the same seed. */
export function generate(family: Family, count: number, seed: number): Instance[] {
  const uniform = uniformNumbers(seed);
  const list = () => Array.from({ length: family.itemsPerList }, () => family.size(uniform()));
  return Array.from({ length: count }, () => {
    const lists = Array.from({ length: family.listsPerInstance }, list);
    const lowerBound = lowerBoundOf(lists, family.capacity);
    return { capacity: family.capacity, lists, lowerBound, excessIsShareOf: lowerBound };
  });
}

/** One instance a list, with the published measure: mean excess over mean lower bound. */
export function published(data: {
  readonly capacity: number;
  readonly lists: readonly (readonly number[])[];
}): Instance[] {
  const { capacity, lists } = data;
  const excessIsShareOf = lowerBoundOf(lists, capacity) / lists.length;
  return lists.map((list) => ({
    capacity,
    lists: [list],
    lowerBound: lowerBoundOf([list], capacity),
    excessIsShareOf,
  }));
}

function lowerBoundOf(lists: readonly (readonly number[])[], capacity: number): number {
  const binsOf = (list: readonly number[]) =>
    Math.ceil(list.reduce((sum, size) => sum + size, 0) / capacity);
  return lists.reduce((sum, list) => sum + binsOf(list), 0);
}

/** The bins that a packing takes beyond the lower bound, as a share of it. */
export function excess(instance: Instance, binsFor: (list: readonly number[]) => number): number {
  const bins = instance.lists.reduce((sum, list) => sum + binsFor(list), 0);
  return (bins - instance.lowerBound) / instance.excessIsShareOf;
}

/** Rankings are a candidate's own: kept for as long as it is, over all instances. */
const packers = new WeakMap<Priority, Packer>();

export function excessOf(priority: Priority, instance: Instance): number {
  let packer = packers.get(priority);
  if (packer?.capacity !== instance.capacity) {
    packer = new Packer(priority, instance.capacity);
    packers.set(priority, packer);
  }
  return excess(instance, (list) => packer.binsFor(list));
}

/** Uniform in [0, 1): a counter through the mixer of SplitMix32. */
function uniformNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
