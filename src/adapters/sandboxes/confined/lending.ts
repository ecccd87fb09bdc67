import { showValue, type Value } from '../../../domain/value.ts';
import type { Imports } from '../../../domain/module-body.ts';
import { usableValue } from '../performing/usable-value.ts';
import type { Crossing } from './crossing.ts';
import type { Host, Machine } from './machine.ts';
import type { Box } from './quickjs.ts';

/** The name inside under which lent functions are called. */
const lentName = 'sluiceLent$';
const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * Lends programs the modules that a specification lets them import: their functions are called
 * outside, with copies of values and for a copy of a value; their values are copied; objects of
 * such are lent one level deep, as default exports need. All else stays outside.
 */
export class Lending implements Host {
  readonly #imports: Imports;
  readonly #crossing: () => Crossing;
  readonly #isRich: boolean;
  readonly #lent: ((...args: Value[]) => unknown)[] = [];
  readonly #texts = new Map<string, string>();
  /** What the program at hand imports and may not. */
  readonly refused: string[] = [];

  constructor(imports: Imports, crossing: () => Crossing, isRich = false) {
    this.#imports = imports;
    this.#crossing = crossing;
    this.#isRich = isRich;
  }

  /** Puts the one function that stands in for all that is lent into every realm. */
  install(machine: Machine): void {
    if (Object.keys(this.#imports).length === 0) return;
    const { engine } = machine;
    const name = machine.writeText(lentName);
    const lent = engine.qjs_new_host_function(name.address, name.bytes, 0);
    engine.qjs_set_prop_string(engine.qjs_get_global(), name.address, lent);
  }

  refusal(): string | undefined {
    if (this.refused.length === 0) return undefined;
    const known = Object.keys(this.#imports).map((specifier) => `\`${specifier}\``);
    const may = known.join(', ') || 'nothing';
    return `it imports \`${this.refused.join('`, `')}\`, where it may import ${may}`;
  }

  loadModule(specifier: string): string {
    const module = Object.hasOwn(this.#imports, specifier) ? this.#imports[specifier] : undefined;
    if (module === undefined) {
      this.refused.push(specifier);
      throw new Error(`\`${specifier}\` may not be imported`);
    }
    let text = this.#texts.get(specifier);
    if (text === undefined) {
      text = this.#textOf(module);
      this.#texts.set(specifier, text);
    }
    return text;
  }

  call([index, ...args]: readonly Box[]): Box {
    const crossing = this.#crossing();
    const which = index === undefined ? undefined : crossing.read(index);
    const lent = typeof which === 'number' ? this.#lent[which] : undefined;
    if (lent === undefined) throw new Error('nothing of that kind is lent');
    return crossing.writeLoose(
      lent(...args.map((arg) => crossing.read(arg, this.#isRich))),
      this.#isRich,
    );
  }

  #textOf(module: object): string {
    const lines = Object.entries(module).flatMap(([name, part]) => {
      const expression = this.#expressionOf(part, true);
      if (expression === undefined) return [];
      if (name === 'default') return [`export default ${expression};`];
      return identifier.test(name) ? [`export const ${name} = ${expression};`] : [];
    });
    return `const lent = globalThis.${lentName};\n${lines.join('\n')}`;
  }

  #expressionOf(part: unknown, objectsToo: boolean): string | undefined {
    if (typeof part === 'function') {
      const index = this.#lent.push(part as (...args: Value[]) => unknown) - 1;
      return `(...args) => lent(${index}, ...args)`;
    }
    if (typeof part === 'object' && part !== null && !Array.isArray(part)) {
      if (!objectsToo) return undefined;
      const entries = Object.entries(part).flatMap(([name, each]) => {
        const expression = this.#expressionOf(each, false);
        return expression === undefined ? [] : [`${JSON.stringify(name)}: ${expression}`];
      });
      return `({ ${entries.join(', ')} })`;
    }
    try {
      return showValue(usableValue(part));
    } catch {
      return undefined;
    }
  }
}
