import { Script } from 'node:vm';
import { moduleBody } from '../../../domain/module-body.ts';
import { withoutTypes } from '../types-away/without-types.ts';

/**
 * A candidate as plain JavaScript that declares the function `name`, for the page's workers, which
 * are classic scripts so that every browser starts them from disk. It is compiled here, never run.
 * `undefined` where that cannot be had: imports, syntax that does more than name types.
 */
export function executable(source: string, name: string): string | undefined {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return undefined;
  const script = withoutTypes(source);
  if (script === undefined) return undefined;
  const { body, exported, refused } = moduleBody(script, {});
  const local = exported.get(name);
  if (local === undefined || refused.length > 0) return undefined;
  const javascript = local === name ? body : `${body}\nconst ${name} = ${local};`;
  return isFunctionBody(`${javascript}\nreturn ${name};`) ? javascript : undefined;
}

function isFunctionBody(javascript: string): boolean {
  try {
    void new Script(`(() => {\n${javascript}\n})`);
    return true;
  } catch {
    return false;
  }
}
