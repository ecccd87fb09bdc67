import { isArray, type Value, type ValueRecord } from '../../../domain/value.ts';
import { shortened } from '../performing/failures.ts';
import {
  charactersMost,
  depthMost,
  elementsMost,
  Unusable,
  usableValue,
} from '../performing/usable-value.ts';
import { Broken, type Machine } from './machine.ts';
import type { Box } from './quickjs.ts';

/** A property descriptor of QuickJS: flags, then value, getter and setter. */
const descriptorBytes = 32;
const descriptorValueAt = 8;
const accessorFlag = 1 << 4;
/** Marks an atom that is an array index itself. */
const indexAtom = 0x8000_0000;

/**
 * Takes values into a machine and out of it, as copies, without running any code of the program's
 * on the way. What comes out is defined for everything that a function can return:
 * - numbers come as they are, `NaN`, `-0` and the infinities included; strings code unit by code
 *   unit, also surrogates that stand alone;
 * - arrays come as their own elements; one with a hole, a getter or an element that is no value,
 *   nested more than 32 deep or in a cycle, or of more than 100,000 elements or 1,000,000
 *   characters in all, is unusable. What else hangs on an array is left behind;
 * - records, which are objects of no class, come as their own enumerable keys, whatever their
 *   `toJSON` would say, within the same bounds; a key that holds `undefined` is not there, and one
 *   with a getter or with what is no value makes the whole unusable. They and `null` come to a
 *   judge's own code only where the types of the function are more than primitives and arrays;
 * - everything else is unusable: `undefined`, objects of a class, boxed primitives, functions,
 *   symbols, bigints, promises, proxies.
 */
export class Crossing {
  readonly #machine: Machine;
  readonly #context: number;
  readonly #descriptor: number;
  readonly #size: number;
  readonly #names = new Map<string, number>();
  readonly undefined: Box;
  readonly #true: Box;
  readonly #false: Box;
  /** Functions inside that make a record of its entries, and entries of a record. */
  #records: { readonly null: Box; readonly make: Box; readonly take: Box } | undefined;

  /** Keeps what it needs in the machine's image, and so comes before `seal`. */
  constructor(machine: Machine) {
    this.#machine = machine;
    const { engine } = machine;
    this.#context = engine.qjs_get_context_ptr();
    this.#descriptor = machine.allocate(descriptorBytes);
    this.#size = machine.allocate(4);
    for (const name of ['length', 'name', 'message']) {
      this.#names.set(name, machine.writeText(name).address);
    }
    this.undefined = engine.qjs_get_undefined();
    this.#true = engine.qjs_get_true();
    this.#false = engine.qjs_get_false();
  }

  /** `box`: a list of `null` and the two functions, kept in the image as well. */
  takeRecordsBy(box: Box): void {
    const at = (index: number): Box => this.#element(box, index);
    this.#records = { null: at(0), make: at(1), take: at(2) };
  }

  /** A box with a copy of the value, which the caller frees. */
  write(value: Value): Box {
    const { engine } = this.#machine;
    if (typeof value === 'number') return engine.qjs_new_number(value);
    if (typeof value === 'boolean') {
      return engine.qjs_dup_value(value ? this.#true : this.#false);
    }
    if (value === null) return engine.qjs_dup_value(this.#records!.null);
    if (typeof value === 'object') {
      return isArray(value) ? this.#writeArray(value) : this.#writeRecord(value);
    }
    const text = this.#machine.writeText(value);
    const box = engine.qjs_new_string(text.address, text.bytes);
    engine.wasm_free(text.address);
    return this.#made(box);
  }

  /** What the judge's own code hands over: `undefined` too, as a missing argument is. */
  writeLoose(thing: unknown, isRich = false): Box {
    return thing === undefined
      ? this.#machine.engine.qjs_dup_value(this.undefined)
      : this.write(usableValue(thing, isRich));
  }

  /**
   * A copy of what is in the box; throws `Unusable` for what is no value. `isRich`: records and
   * `null` are values too. Whoever is inside pays for it, also for what turns out to be none.
   */
  read(box: Box, isRich = false): Value {
    const size = { parts: 0, elements: 0, characters: 0, isRich };
    try {
      return this.#read(box, size, 0);
    } finally {
      this.#machine.fuel.takeCrossing(size.parts, size.characters);
    }
  }

  /** Calls a function, and frees the arguments. What it throws is a `Raised`. */
  call(callee: Box, args: readonly Box[]): Box {
    const address = args.length === 0 ? 0 : this.#machine.allocate(4 * args.length);
    args.forEach((box, index) => this.#machine.view.setUint32(address + 4 * index, box, true));
    const result = this.#machine.run((engine) =>
      engine.qjs_call(callee, this.undefined, args.length, address),
    );
    const { engine } = this.#machine;
    for (const box of args) engine.qjs_free_value(box);
    if (address !== 0) engine.wasm_free(address);
    return this.unlessRaised(result);
  }

  /** The box itself, unless it stands for an exception. */
  unlessRaised(box: Box): Box {
    const { engine } = this.#machine;
    if (engine.qjs_is_exception(box) === 0) return box;
    const exception = engine.qjs_get_exception();
    const text = this.errorText(exception);
    engine.qjs_free_value(exception);
    throw new Raised(text);
  }

  /** What was thrown inside, short enough to be kept. Getters that an error may have run here. */
  errorText(exception: Box): string {
    const { engine } = this.#machine;
    if (engine.qjs_is_error(exception) === 0) {
      try {
        const thrown = this.read(exception);
        return shortened(typeof thrown === 'object' ? 'an array' : String(thrown));
      } catch (error) {
        return error instanceof Unusable ? error.message : 'something that cannot be shown';
      }
    }
    return shortened(`${this.#textOf(exception, 'name')}: ${this.#textOf(exception, 'message')}`);
  }

  /** A property by its name; the caller frees the box. */
  property(object: Box, name: string): Box {
    const known = this.#names.get(name);
    if (known !== undefined) {
      return this.#machine.run((engine) => engine.qjs_get_prop_string(object, known));
    }
    const { address } = this.#machine.writeText(name);
    const box = this.#machine.run((engine) => engine.qjs_get_prop_string(object, address));
    this.#machine.engine.wasm_free(address);
    return box;
  }

  /** What something is, in the words of a message: `undefined`, `a function`, `a Map`. */
  describe(box: Box): string {
    const { engine } = this.#machine;
    if (engine.qjs_is_undefined(box)) return 'undefined';
    if (engine.qjs_is_null(box)) return 'null';
    if (engine.qjs_is_symbol(box)) return 'a symbol';
    if (engine.qjs_is_big_int(box)) return 'a bigint';
    if (engine.qjs_is_proxy(box)) return 'a proxy';
    if (engine.qjs_is_function(box)) return 'a function';
    if (engine.qjs_is_array(box)) return 'an array';
    if (engine.qjs_is_promise(box)) return 'a promise';
    const name = engine.qjs_get_class_name(box);
    const text = engine.qjs_is_string(name) ? this.#text(name) : 'Object';
    engine.qjs_free_value(name);
    return text === 'Object' ? 'an object' : `a ${text}`;
  }

  #writeArray(values: readonly Value[]): Box {
    const { engine } = this.#machine;
    const array = this.#made(engine.qjs_new_array());
    values.forEach((value, index) => {
      const box = this.write(value);
      engine.qjs_set_prop_uint32(array, index, box);
      engine.qjs_free_value(box);
    });
    return array;
  }

  #writeRecord(record: ValueRecord): Box {
    const entries = this.#writeArray(Object.entries(record).flat());
    return this.call(this.#records!.make, [entries]);
  }

  #made(box: Box): Box {
    if (box !== 0 && this.#machine.engine.qjs_is_exception(box) === 0) return box;
    throw new Broken('the engine is out of memory');
  }

  #read(box: Box, size: Reading, depth: number): Value {
    const { engine } = this.#machine;
    size.parts++;
    if (engine.qjs_is_number(box)) return engine.qjs_get_float64(box);
    if (engine.qjs_is_bool(box)) return engine.qjs_get_bool(box) !== 0;
    if (engine.qjs_is_string(box)) {
      const text = this.#text(box);
      size.characters += text.length;
      if (size.characters <= charactersMost) return text;
      throw new Unusable(`text of more than ${charactersMost} characters`);
    }
    if (size.isRich && engine.qjs_is_null(box)) return null;
    if (engine.qjs_is_array(box) && !engine.qjs_is_proxy(box)) {
      return this.#readArray(box, size, depth);
    }
    const what = this.describe(box);
    if (size.isRich && what === 'an object') return this.#readRecord(box, size, depth);
    throw new Unusable(what);
  }

  #readArray(box: Box, size: Reading, depth: number): readonly Value[] {
    const { engine } = this.#machine;
    if (depth >= depthMost) throw new Unusable(`nested more than ${depthMost} deep or in a cycle`);
    const length = this.property(box, 'length');
    const count = engine.qjs_get_float64(length);
    engine.qjs_free_value(length);
    size.elements += count;
    if (size.elements > elementsMost) throw new Unusable(`more than ${elementsMost} elements`);
    return Array.from({ length: count }, (_, index) => {
      const element = this.#element(box, index);
      try {
        return this.#read(element, size, depth + 1);
      } finally {
        engine.qjs_free_value(element);
      }
    });
  }

  #readRecord(box: Box, size: Reading, depth: number): ValueRecord {
    const { engine } = this.#machine;
    const entries = this.call(this.#records!.take, [engine.qjs_dup_value(box)]);
    try {
      if (engine.qjs_is_string(entries)) throw new Unusable(this.#text(entries));
      const flat = this.#readArray(entries, size, depth);
      const keys = flat.filter((_, index) => index % 2 === 0);
      return Object.fromEntries(keys.map((key, index) => [key as string, flat[2 * index + 1]!]));
    } finally {
      engine.qjs_free_value(entries);
    }
  }

  /** An array's own element, without running a getter. */
  #element(array: Box, index: number): Box {
    const { engine, view } = this.#machine;
    const found = engine.JS_GetOwnProperty(
      this.#context,
      this.#descriptor,
      view.getBigInt64(array, true),
      (indexAtom | index) >>> 0,
    );
    if (found < 0) throw new Broken('the engine is out of memory');
    if (found === 0) throw new Unusable('an array with a hole');
    if ((this.#machine.view.getInt32(this.#descriptor, true) & accessorFlag) !== 0) {
      throw new Unusable('an array with a getter');
    }
    const element = engine.qjs_dup_value(this.#descriptor + descriptorValueAt);
    if (engine.qjs_is_number(element) === 0) {
      const owned = this.#machine.view.getBigInt64(this.#descriptor + descriptorValueAt, true);
      engine.JS_FreeValue(this.#context, owned);
    }
    return element;
  }

  #text(box: Box): string {
    const { engine, view } = this.#machine;
    const value = view.getBigInt64(box, true);
    const address = engine.JS_ToCStringLenUTF16(this.#context, this.#size, value);
    if (address === 0) throw new Broken('the engine is out of memory');
    const units = this.#machine.view.getUint32(this.#size, true);
    const { bytes } = this.#machine;
    const text = Buffer.from(bytes.buffer, address, 2 * units).toString('utf16le');
    engine.JS_FreeCStringUTF16(this.#context, address);
    return text;
  }

  /** A property that should be text. What its getter throws is dropped. */
  #textOf(object: Box, name: string): string {
    const { engine } = this.#machine;
    const box = this.property(object, name);
    if (engine.qjs_is_string(box)) {
      const text = this.#text(box);
      engine.qjs_free_value(box);
      return text;
    }
    if (engine.qjs_is_exception(box)) engine.qjs_free_value(engine.qjs_get_exception());
    return '';
  }
}

/** What has been read so far, and whether `null` and records may be. */
interface Reading {
  /** Values at every depth: unlike `elements`, none that an array only says it has. */
  parts: number;
  elements: number;
  characters: number;
  readonly isRich: boolean;
}

/** Something that was thrown inside. */
export class Raised extends Error {}
