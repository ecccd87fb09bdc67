import { fileURLToPath } from 'node:url';

/** Which modules need which, as they were found while they were loaded. */
export class ModuleGraph {
  readonly #needed = new Map<string, Set<string>>();
  readonly #paths = new Map<string, Set<string>>();

  /** `parent` asked for a module in these words, from where `base` is, and it was found at `url`. */
  add(parent: string, specifier: string, url: string, base = parent): void {
    setIn(this.#needed, parent).add(url);
    if (!url.startsWith('file:')) return;
    const paths = setIn(this.#paths, url).add(fileURLToPath(url));
    // A link may lead to it: then it is asked for by the link's own path.
    if (/^\.{1,2}\//.test(specifier)) paths.add(fileURLToPath(new URL(specifier, base)));
  }

  /** The paths of all that is needed by what `root` asked for, as far as `isWanted`. */
  pathsUnder(root: string, isWanted: (url: string) => boolean): readonly string[] {
    const urls = new Set(this.#needed.get(root));
    for (const url of urls) for (const next of this.#needed.get(url) ?? []) urls.add(next);
    return [...urls].filter(isWanted).flatMap((url) => [...(this.#paths.get(url) ?? [])]);
  }
}

function setIn(map: Map<string, Set<string>>, key: string): Set<string> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const set = new Set<string>();
  map.set(key, set);
  return set;
}
