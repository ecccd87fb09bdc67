import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FuelTank } from './fuel-tank.ts';
import { metered } from './metered.ts';
import type { Box, QuickJs } from './quickjs.ts';
import { RealmImage } from './realm-image.ts';

/** The part of the WebAssembly interface that is used here; the types of Node leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly RuntimeError: new () => Error;
};

/** What programs reach of the world outside: nothing, unless a specification lends it. */
export interface Host {
  /** The text of a module that may be imported; throws for others. */
  loadModule(specifier: string): string;
  /** A call of the one function that stands in for all that is lent. */
  call(args: readonly Box[]): Box;
}

export interface MachineLimits {
  /** The most that the engine allocates for one program. */
  readonly memoryBytes: number;
  /** The most native stack that nested calls may take. */
  readonly stackBytes: number;
}

/** The program has used up its fuel. */
export class OutOfFuel extends Error {}

/** The machine itself came to a stop: its state is worthless until the next reset. */
export class Broken extends Error {}

const pageBytes = 65_536;
const outOfFuel = 'the program has used up its fuel';
const errnoBadDescriptor = 8;
/** Every realm begins at the same moment and stays there: 2000-01-01T00:00:00Z, in nanoseconds. */
const epochNs = 946_684_800_000_000_000n;

/**
 * One QuickJS-NG engine in WebAssembly. Its whole state is its linear memory and its stack
 * pointer, so that copying memory brings back a realm that nobody has touched. Everything that it
 * imports is here: no clock, no chance, no files, no output. What it does is counted inside, so
 * that a program spends the same fuel on every machine.
 */
export class Machine {
  readonly fuel = new FuelTank();
  readonly #module: object;
  readonly #host: Host;
  #engine: QuickJs;
  #bytes = new Uint8Array();
  #view = new DataView(new ArrayBuffer(0));
  /** The untouched realm, and where its stack begins. */
  #image = new RealmImage(new Uint8Array());
  #stackPointer = 0;
  #resets = 0;

  /** Starts an engine; what is done with it before `seal` is part of every realm. */
  constructor(host: Host) {
    this.#host = host;
    const path = fileURLToPath(import.meta.resolve('quickjs-wasi/quickjs.wasm'));
    this.#module = new WebAssembly.Module(metered(readFileSync(path)));
    this.#engine = this.#instantiate();
    this.fuel.fill(Infinity);
    this.#engine._initialize();
    if (this.#engine.qjs_init() !== 0) throw new Broken('the engine did not start');
    this.#engine.qjs_set_interrupt_handler(1);
    this.#engine.qjs_set_module_loader(1);
  }

  /** Takes the image of the realm that every program finds. */
  seal(limits: MachineLimits): void {
    this.#engine.qjs_set_max_stack_size(limits.stackBytes);
    this.#engine.qjs_run_gc();
    // Cycles are looked for late: most programs are over before.
    this.#engine.qjs_set_gc_threshold(limits.memoryBytes / 4);
    this.#engine.qjs_set_memory_limit(limits.memoryBytes);
    this.#image = new RealmImage(this.bytes);
    this.#stackPointer = this.#engine.__stack_pointer.value;
  }

  get engine(): QuickJs {
    return this.#engine;
  }

  /** The memory, whatever it has grown to. */
  get bytes(): Uint8Array {
    const { buffer } = this.#engine.memory;
    if (this.#bytes.buffer !== buffer) this.#bytes = new Uint8Array(buffer);
    return this.#bytes;
  }

  get view(): DataView {
    const { buffer } = this.#engine.memory;
    if (this.#view.buffer !== buffer) this.#view = new DataView(buffer);
    return this.#view;
  }

  /** How often the realm was renewed: what was made before the last time is gone. */
  get resets(): number {
    return this.#resets;
  }

  /** Brings back the untouched realm. A memory that has grown is given up for a new one. */
  reset(): void {
    if (this.#engine.memory.buffer.byteLength !== this.#image.length) {
      this.#engine = this.#instantiate();
      const missing = this.#image.length - this.#engine.memory.buffer.byteLength;
      if (missing > 0) this.#engine.memory.grow(missing / pageBytes);
    }
    this.#image.restore(this.bytes);
    this.#engine.__stack_pointer.value = this.#stackPointer;
    this.#resets++;
  }

  /** Runs the engine: what stops the machine itself becomes `Broken`, spent fuel `OutOfFuel`. */
  run<Result>(work: (engine: QuickJs) => Result): Result {
    let result: Result;
    try {
      result = work(this.#engine);
    } catch (error) {
      if (this.fuel.empty) throw new OutOfFuel(outOfFuel);
      // V8's own stack ends in a RangeError, whatever else WebAssembly stumbles over in the other.
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
        throw new Broken(`the engine stopped: ${error.message}`);
      }
      throw error;
    }
    if (this.fuel.hasNoUnits) throw new OutOfFuel(outOfFuel);
    return result;
  }

  /** Copies text in, as WTF-8 with a zero at its end; the caller frees it. */
  writeText(text: string): { readonly address: number; readonly bytes: number } {
    const encoded = encodeWtf8(text);
    const address = this.allocate(encoded.length + 1);
    this.bytes.set(encoded, address);
    this.bytes[address + encoded.length] = 0;
    return { address, bytes: encoded.length };
  }

  allocate(bytes: number): number {
    const address = this.#engine.wasm_malloc(bytes);
    if (address === 0) throw new Broken('the engine is out of memory');
    return address;
  }

  #instantiate(): QuickJs {
    const imports = { env: this.#environment(), wasi_snapshot_preview1: this.#system() };
    const engine = new WebAssembly.Instance(this.#module, imports).exports as QuickJs;
    this.fuel.attach(engine.turns);
    return engine;
  }

  #environment(): object {
    return {
      host_get_timezone_offset: () => 0,
      host_interrupt: () => (this.fuel.takeUnit() ? 0 : 1),
      host_promise_rejection: (promise: Box, reason: Box) => {
        this.#engine.qjs_free_value(promise);
        this.#engine.qjs_free_value(reason);
      },
      host_module_normalize: (_: number, name: number) =>
        this.writeText(this.#readText(name)).address,
      host_module_load: (name: number, length: number) =>
        this.#orThrowInside(() => {
          const source = this.writeText(this.#host.loadModule(this.#readText(name)));
          this.view.setUint32(length, source.bytes, true);
          return source.address;
        }),
      host_call: (_: number, __: number, ___: Box, count: number, args: number) =>
        this.#orThrowInside(() =>
          this.#host.call(
            Array.from({ length: count }, (____, index) =>
              this.view.getUint32(args + 4 * index, true),
            ),
          ),
        ),
    };
  }

  #system(): object {
    return {
      clock_time_get: (_: number, __: bigint, result: number) => {
        this.view.setBigUint64(result, epochNs, true);
        return 0;
      },
      random_get: (address: number, count: number) => {
        this.bytes.fill(0, address, address + count);
        return 0;
      },
      fd_write: () => errnoBadDescriptor,
      fd_seek: () => errnoBadDescriptor,
      fd_fdstat_get: () => errnoBadDescriptor,
      fd_close: () => errnoBadDescriptor,
    };
  }

  /** What fails outside becomes an error inside that has its message, and nothing else of it. */
  #orThrowInside(work: () => number): number {
    try {
      return work();
    } catch (error) {
      if (error instanceof Broken || error instanceof OutOfFuel) throw error;
      const engine = this.#engine;
      const inside = engine.qjs_new_error();
      const text = this.writeText(error instanceof Error ? error.message : 'it failed');
      const message = engine.qjs_new_string(text.address, text.bytes);
      const key = this.writeText('message');
      engine.qjs_set_prop_string(inside, key.address, message);
      engine.qjs_throw(inside);
      engine.qjs_free_value(inside);
      engine.qjs_free_value(message);
      engine.wasm_free(text.address);
      engine.wasm_free(key.address);
      return 0;
    }
  }

  #readText(address: number): string {
    const end = this.bytes.indexOf(0, address);
    return Buffer.from(this.bytes.subarray(address, end)).toString();
  }
}

/** UTF-8 in which surrogates that stand alone keep their place, as three bytes. */
function encodeWtf8(text: string): Uint8Array {
  if (text.isWellFormed()) return Buffer.from(text);
  return Buffer.concat(
    Array.from(text, (character) => {
      const code = character.codePointAt(0)!;
      if (code < 0xd800 || code > 0xdfff) return Buffer.from(character);
      return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]);
    }),
  );
}
