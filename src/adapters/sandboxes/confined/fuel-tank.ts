/**
 * Turns of the engine's own loops in a unit, about as long as the 10,000 jumps and calls of a
 * program that are one: a round of a simple loop takes four turns, one through an array about nine.
 */
const turnsAUnit = 50_000;

/** Turns that are free for each character of a program: reading it takes about 20, of dense text 40. */
const turnsACharacter = 50;

/**
 * Turns for each value, at every depth, that a program hands over: it is copied outside of the
 * engine, and often into another one. That takes about 250 ns, where 50,000 turns take 0.5 ms.
 */
const turnsAPart = 25;
/** A crossing has a price of its own, whatever crosses: values that take as long. */
const partsACrossing = 10;

/** A global of a WebAssembly instance. */
interface Counter {
  value: bigint;
}

/**
 * What a program may spend in a machine. It is counted twice, and what comes to more holds: units
 * by the engine's interrupt handler, once every 10,000 jumps and calls of the program, and the
 * turns of the engine's own loops (`metered.ts`), in which time goes that no jump shows. Values
 * that it hands over take turns as well.
 */
export class FuelTank {
  #turns: Counter = { value: 0n };
  #units = Infinity;
  #unitsMost = Infinity;
  /** Turns that it was filled with: what reading was allowed beside is not among them. */
  #turnsMost = 0;

  /** From here on this is the global that the engine counts its turns in. */
  attach(turns: Counter): void {
    turns.value = this.#turns.value;
    this.#turns = turns;
  }

  fill(units: number): void {
    this.#units = units;
    this.#unitsMost = units;
    this.#turnsMost = Math.min(Math.ceil(units * turnsAUnit), Number.MAX_SAFE_INTEGER);
    this.#turns.value = BigInt(this.#turnsMost);
  }

  /** A program of so many characters is read: however long it is, that is nothing that it does. */
  allowReading(characters: number): void {
    this.#turns.value += BigInt(characters * turnsACharacter);
  }

  /** So much was handed over: work outside of the engine, which no turn of its loops shows. */
  takeCrossing(parts: number, characters: number): void {
    const turns = (parts + partsACrossing) * turnsAPart + characters;
    this.#turns.value -= BigInt(turns);
  }

  /** Takes a unit, and says whether any is left. */
  takeUnit(): boolean {
    return --this.#units > 0;
  }

  /** Whether all units are gone: then the engine itself ends what it runs, where turns trap. */
  get hasNoUnits(): boolean {
    return this.#units <= 0;
  }

  get empty(): boolean {
    return this.#units <= 0 || this.#turns.value < 0n;
  }

  /** Units spent since it was filled. */
  get spent(): number {
    if (this.empty) return this.#unitsMost;
    const turns = this.#turnsMost - Number(this.#turns.value);
    return Math.max(0, this.#unitsMost - this.#units, Math.floor(turns / turnsAUnit));
  }

  /** Answers with what gives back all that is spent from here on. */
  mark(): () => void {
    const [units, turns] = [this.#units, this.#turns.value];
    return () => {
      this.#units = units;
      this.#turns.value = turns;
    };
  }
}
