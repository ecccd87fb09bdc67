/** The modules that programs may import, by the specifier that they import them with. */
export type Imports = Readonly<Record<string, object>>;

/** A module as the body of a function: what it exports under which name. */
export interface ModuleBody {
  readonly body: string;
  /** From the name outside to the name inside. */
  readonly exported: ReadonlyMap<string, string>;
  /** What it imports and may not. */
  readonly refused: readonly string[];
}

/** The name under which a body finds its imports. */
export const importsName = 'sluiceImports$';

const start = /(?<=^[ \t]*|[;}][ \t]*)/.source;
const name = /[\p{ID_Start}$_][\p{ID_Continue}$]*/u.source;
const declaration = new RegExp(
  `${start}export[ \\t]+(default[ \\t]+)?((?:async[ \\t]+)?function\\b[ \\t]*\\*?[ \\t]*|(?:const|let|var|class)[ \\t]+)(${name})`,
  'gmu',
);
const list = new RegExp(`${start}export[ \\t]*\\{([^}]*)\\}[ \\t]*;?`, 'gmu');
const importing = new RegExp(
  `${start}import[ \\t]+(?:(${name})[ \\t]*,?[ \\t]*)?(?:\\*[ \\t]*as[ \\t]+(${name})|\\{([^}]*)\\})?[ \\t]*from[ \\t]*(['"])([^'"]+)\\4[ \\t]*;?`,
  'gmu',
);

/**
 * Turns a module's text into the body of a function, statement by statement: `export` is taken
 * away, `import` becomes a declaration. Both must stand where a statement starts.
 */
export function moduleBody(module: string, imports: Imports): ModuleBody {
  const exported = new Map<string, string>();
  const refused: string[] = [];
  const body = module
    .replace(importing, (_, whole, all, some, __, specifier: string) => {
      if (!Object.hasOwn(imports, specifier)) refused.push(specifier);
      return importsAsConstants(specifier, { whole, all, some });
    })
    .replace(declaration, (_, byDefault: string | undefined, keyword: string, local: string) => {
      exported.set(byDefault === undefined ? local : 'default', local);
      return keyword + local;
    })
    .replace(list, (_, items: string) => {
      for (const [local, outside] of itemsOf(items)) exported.set(outside, local);
      return '';
    });
  return { body, exported, refused };
}

/** What an import statement names: `import whole, { some } from …`, `import * as all from …`. */
interface Named {
  readonly whole: string | undefined;
  readonly all: string | undefined;
  readonly some: string | undefined;
}

function importsAsConstants(specifier: string, { whole, all, some }: Named): string {
  const module = `${importsName}[${JSON.stringify(specifier)}]`;
  const constants: string[] = [];
  if (whole !== undefined) constants.push(`${whole} = ${module}.default`);
  if (all !== undefined) constants.push(`${all} = ${module}`);
  if (some !== undefined) {
    const names = itemsOf(some).map(([outside, local]) => `${outside}: ${local}`);
    constants.push(`{ ${names.join(', ')} } = ${module}`);
  }
  return constants.length === 0 ? '' : `const ${constants.join(', ')};`;
}

/** The items of a list of names: `a, b as c` is `[a, a], [b, c]`. */
function itemsOf(items: string): [string, string][] {
  return items
    .split(',')
    .map((item) => item.trim().split(/\s+as\s+/))
    .flatMap(([first, second]) => (first ? [[first, second ?? first]] : []));
}
