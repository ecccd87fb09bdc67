import { stripTypeScriptTypes } from 'node:module';
import { Script } from 'node:vm';

/**
 * A candidate as plain JavaScript that declares the function `name`, for the page's workers, which
 * are classic scripts so that every browser starts them from disk. It is compiled here, never run.
 * `undefined` where that cannot be had: imports, syntax that does more than name types.
 */
export function executable(source: string, name: string): string | undefined {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return undefined;
  try {
    const javascript = stripTypeScriptTypes(source)
      .replace(/^export\s+(?:default\s+)?(?=(?:async\s+)?function\b|class\b|const\b|let\b)/gm, '')
      .replace(/^export\s*\{[^}]*\}\s*;?/gm, '');
    void new Script(`(() => {\n${javascript}\nreturn ${name};\n})`);
    return javascript;
  } catch {
    return undefined;
  }
}
