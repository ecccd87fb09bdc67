/**
 * Ways out that are known of vm2, isolated-vm, node:vm and QuickJS, each written anew from its
 * idea, and some of our own. Every one is the body of a function that returns what it could reach.
 * In scope are `canaryPath`, `port`, and `use(process)`, which reads the canaries from whatever
 * passes for Node's `process`.
 */
export const escapeAttempts: Readonly<Record<string, string>> = {
  // Through constructors, as out of node:vm and vm2.
  'the constructor of the constructor of an object':
    "return use(({}).constructor.constructor('return process')());",
  'the constructor of this': "return use(this.constructor.constructor('return process')());",
  'the constructor of an argument': "return use(a.constructor.constructor('return process')());",
  'the constructor of the console': "return use(console.log.constructor('return process')());",
  'the constructor of generators':
    "return use((function* () {}).constructor('return process')().next().value);",
  'the constructor of async functions':
    "return use((async () => {}).constructor('return process')());",
  'the constructor of async generators':
    "return use((async function* () {}).constructor('yield process')());",
  'Reflect.construct of Function': "return use(Reflect.construct(Function, ['return process'])());",
  'an indirect eval': "return use((0, eval)('process'));",
  'sloppy code and its this': "return use(new Function('return this')().process);",
  'with and unscopables': "return use(new Function('with (this) { return process; }')());",
  'an error of the host, from deep recursion':
    "const deep = () => { try { deep(); } catch (error) { throw error; } };\ntry { deep(); } catch (error) { return use(error.constructor.constructor('return process')()); }",
  'an error of the host, from memory':
    "try { 'x'.repeat(2 ** 30 - 1); } catch (error) { return use(error.constructor.constructor('return process')()); }",
  'an error of the host, from a symbol as a name':
    "const error = new Error(); error.name = Symbol(); try { error.stack.x; String(error); } catch (thrown) { return use(thrown.constructor.constructor('return process')()); }",
  'an error whose cause runs through a proxy':
    "const error = new Error('x', { cause: new Proxy({}, { get: (_, __, self) => use(self.constructor.constructor('return process')()) }) }); throw error;",
  // Through stack traces, as out of vm2.
  'the call sites of a stack trace':
    "let sites; Error.prepareStackTrace = (_, all) => (sites = all); new Error().stack; return use(sites[0].getThis().process ?? sites[0].getFunction().constructor('return process')());",
  'the call sites of captureStackTrace':
    "let sites; const holder = {}; Error.prepareStackTrace = (_, all) => (sites = all); Error.captureStackTrace(holder); holder.stack; return use(sites.at(-1).getThis().constructor.constructor('return process')());",
  'the limit of stack traces as a getter':
    "Object.defineProperty(Error, 'stackTraceLimit', { get() { return use(arguments.callee.caller.constructor('return process')()); } }); return new Error().stack;",
  'paths in a stack':
    "return new Error('x').stack + (() => { try { null.x; } catch (error) { return error.stack; } })();",
  'the caller of the caller':
    'const up = new Function("let f = arguments.callee, all = \'\'; for (let k = 0; k < 9 && f; k++) { all += f; f = f.caller; } return all;"); return up();',
  'the text of what calls':
    'return Function.prototype.toString.call(f) + String(console.log) + String(Object);',
  // Through promises, thenables and species, as out of vm2.
  'the species of a promise':
    "class Mine extends Promise { static get [Symbol.species]() { return function (run) { run((x) => x, (x) => x); }; } }\nlet got; Mine.resolve(1).then((x) => { got = x.constructor.constructor('return process')(); }); return use(got);",
  'a thenable that is awaited by an async generator':
    "const g = (async function* () { yield { then(go) { return use(go.constructor('return process')()); } }; })(); g.next(); g.return({ then(go) { use(go.constructor('return process')()); } }); return 'waiting';",
  'what a rejection handler is given':
    "const trap = { then(_, no) { use(no.constructor('return process')()); } }; Promise.resolve(trap); return Promise.reject(trap).catch((x) => x);",
  'a result that is a thenable':
    "return { then(go) { go(use(go.constructor('return process')())); } };",
  'a result with toJSON':
    "return { toJSON() { return use(this.constructor.constructor('return process')()); } };",
  'a result that inspects itself':
    "return { [Symbol.for('nodejs.util.inspect.custom')]: (depth, options, inspect) => use(inspect.constructor('return process')()) };",
  'a result whose elements are getters':
    "return Object.defineProperty([1], 0, { get() { return use(this.constructor.constructor('return process')()); } });",
  'a result that is a proxy':
    "return new Proxy([], { get: (_, key, self) => use(self.constructor.constructor('return process')()), getPrototypeOf: (t) => use(t.constructor.constructor('return process')()) });",
  'a thrown proxy':
    "throw new Proxy(new Error('x'), { get: (t) => use(t.constructor.constructor('return process')()) });",
  'a thrown error whose message is a getter':
    "throw Object.defineProperty(new Error(), 'message', { get() { return use(this.constructor.constructor('return process')()); } });",
  // Through what hosts leave lying about.
  'globals of Node':
    'return use(globalThis.process ?? globalThis.global?.process ?? globalThis.require("process"));',
  'require and module':
    'return String(require("node:fs").readFileSync(canaryPath)) + String(module.parent);',
  'a built-in module': 'return use(process.getBuiltinModule("process"));',
  'Deno and Bun': 'return (globalThis.Deno?.readTextFileSync ?? globalThis.Bun?.file)(canaryPath);',
  'std and os of the shell of QuickJS':
    'return (globalThis.std ?? globalThis.os).loadFile(canaryPath) + globalThis.std.getenv("SLUICE_CANARY");',
  'print, load and their like':
    'return (globalThis.loadScript ?? globalThis.load ?? globalThis.read ?? globalThis.print)(canaryPath);',
  'the test harness of engines':
    "return use(($262 ?? globalThis.$).createRealm().evalScript('process'));",
  'a shadow realm': "return new ShadowRealm().evaluate('globalThis.process.env.SLUICE_CANARY');",
  'a worker': "return new Worker('data:text/javascript,postMessage(process.env)');",
  'a timer of text':
    "setTimeout('globalThis.leaked = process.env', 0); return String(globalThis.leaked);",
  'WebAssembly in WebAssembly':
    'return new WebAssembly.Memory({ initial: 1 }).constructor.constructor("return process")().env.SLUICE_CANARY;',
  'everything that hangs on the global object':
    'const seen = new Set(); const all = []; const walk = (thing, depth) => { if (depth > 6 || thing === null || !/object|function/.test(typeof thing) || seen.has(thing)) return; seen.add(thing); for (const key of Reflect.ownKeys(thing)) { all.push(String(key)); const own = Reflect.getOwnPropertyDescriptor(thing, key); for (const part of [own.value, own.get, own.set]) walk(part, depth + 1); } walk(Object.getPrototypeOf(thing), depth + 1); }; walk(globalThis, 0); const process = [...seen].find((thing) => thing.env && thing.getBuiltinModule); return use(process);',
  // Through the network.
  fetch: 'return fetch(`http://127.0.0.1:${port}/`);',
  'sockets of browsers':
    'return (globalThis.WebSocket ? new WebSocket(`ws://127.0.0.1:${port}`) : new XMLHttpRequest().open("GET", `http://127.0.0.1:${port}`));',
  'sockets of Node': "return String(process.getBuiltinModule('net').connect(port, '127.0.0.1'));",
  'a module from the network': 'import(`http://127.0.0.1:${port}/x.js`).catch(() => {}); return 1;',
  // Through modules.
  'a dynamic import of files':
    "let got = 'none'; import('node:fs').then((fs) => { got = fs.readFileSync(canaryPath, 'utf8'); }); return got;",
  'a dynamic import of std':
    "let got = 'none'; import('std').then((std) => { got = std.loadFile(canaryPath); }, (error) => { got = error.message; }); return got;",
  'a dynamic import of a path':
    "let got = 'none'; import(canaryPath).then((all) => { got = Object.keys(all).join(); }); return got;",
  'a dynamic import of JSON':
    "let got = 'none'; import(canaryPath, { with: { type: 'text' } }).then((all) => { got = all.default; }); return got;",
  'a dynamic import of data':
    "let got = 'none'; import('data:text/javascript,export default process.env').then((all) => { got = JSON.stringify(all); }); return got;",
  'what a module knows of itself':
    'return JSON.stringify(import.meta) + import.meta.url + import.meta.resolve?.("x");',
  // Through what the harness does in the realm of the candidate.
  'patched calls':
    'const take = (thing) => { globalThis.taken = (globalThis.taken ?? "") + String(thing); return thing; }; Function.prototype.call = take; Function.prototype.apply = take; Reflect.apply = take; return String(globalThis.taken);',
  'setters on the prototype of all':
    "for (const key of ['value', 'kind', 'results', 'expected', 'result', 'then', '0', 'get']) Object.defineProperty(Object.prototype, key, { configurable: true, set(x) { use(x.constructor.constructor('return process')()); }, get() { return undefined; } }); return [1, 2];",
  'a patched iterator of arrays':
    "Array.prototype[Symbol.iterator] = function* () { yield use(this.constructor.constructor('return process')()); }; return [1];",
  'patched JSON':
    'JSON.stringify = JSON.parse = (x) => use(x.constructor.constructor("return process")()); return [1];',
  'what stands in for lent functions':
    "return Object.getOwnPropertyNames(globalThis).filter((name) => /sluice|host|lent/i.test(name)).map((name) => use(globalThis[name].constructor('return process')())).join() || String(globalThis.sluiceLent$('constructor', 3));",
  'results that are known already':
    "return Object.getOwnPropertyNames(globalThis).map((name) => { try { return JSON.stringify(globalThis[name]); } catch { return ''; } }).join();",
  // Through what others leave behind, or are left.
  'globals of those before':
    'const got = globalThis.secret ?? Object.prototype.secret ?? Array.prototype.secret ?? Math.secret; globalThis.secret = Object.prototype.secret = "planted"; return String(got);',
  'the registry of symbols':
    "return Symbol.keyFor(Symbol.for('secret')) + Object.getOwnPropertySymbols(globalThis).map(String).join();",
  'memory that was not cleared':
    'let found = ""; for (const bytes of [1 << 10, 1 << 16, 1 << 20, 1 << 23]) { const view = new Uint8Array(bytes); for (let k = 0; k < bytes; k += 61) if (view[k] !== 0) found += view[k] + " "; } return found;',
  'weak references that outlive':
    'globalThis.registry = new FinalizationRegistry((held) => { globalThis.late = held; }); registry.register({}, "planted"); return String(globalThis.late);',
  'jobs that outlive':
    "const again = () => { globalThis.late = 'planted'; Promise.resolve().then(again); }; again(); return String(globalThis.late);",
  'memory that is shared':
    'const shared = new SharedArrayBuffer(1024); const view = new Int32Array(shared); Atomics.store(view, 0, 7); Atomics.wait(view, 0, 7, 10); return String(view[1]);',
  // Through faults of the engine: each tries to read or write out of bounds, or after a release.
  'an array that shrinks while it is sorted':
    'const list = Array.from({ length: 999 }, (_, k) => ({ k })); list.sort((x, y) => { list.length = 0; gcNow(); return x.k - y.k; }); return list.map(String).join();',
  'an array that shrinks while it is spliced':
    'const list = Array.from({ length: 999 }, (_, k) => [k]); return String(list.splice(0, { valueOf() { list.length = 1; gcNow(); return 999; } }).length);',
  'a species that returns another array':
    'const small = [1]; class Mine extends Array { static get [Symbol.species]() { return function () { return small; }; } } const list = Mine.from({ length: 999 }, (_, k) => k); return String(list.map((x) => { small.length = 0; return x; }).length);',
  'a buffer that shrinks under a view':
    'const buffer = new ArrayBuffer(1 << 16, { maxByteLength: 1 << 20 }); const view = new Uint8Array(buffer); view.fill(1, 0, { valueOf() { buffer.resize(8); gcNow(); return 1 << 16; } }); const data = new DataView(buffer); return String(data.getUint32({ valueOf() { buffer.resize(0); return 4; } }));',
  'a buffer that is taken away while it is set':
    'const buffer = new ArrayBuffer(4096); const view = new Float64Array(buffer); view.set([{ valueOf() { buffer.transfer(); gcNow(); return 1.5; } }, 2, 3]); return String(view[1]);',
  'a buffer that is taken away under atomics':
    'const buffer = new ArrayBuffer(64, { maxByteLength: 4096 }); const view = new Int32Array(buffer); Atomics.store(view, 15, { valueOf() { buffer.resize(0); return 7; } }); return String(Atomics.load(view, 15));',
  'a sort of numbers whose comparison shrinks':
    'const buffer = new ArrayBuffer(8000, { maxByteLength: 8000 }); const view = new Float64Array(buffer).map((_, k) => -k); const own = new Float64Array(buffer); own.sort((x, y) => { buffer.resize(8); return x - y; }); return String(own.length);',
  'an iterator that is closed while it runs':
    'let depth = 0; const it = { [Symbol.iterator]() { return this; }, next() { return { value: depth++, done: depth > 50 }; }, return() { if (depth < 40) for (const x of it) { void x; break; } return {}; } }; for (const x of it) { gcNow(); if (x > 3) break; } return String(depth);',
  'a map that is emptied while it is walked':
    'const map = new Map(Array.from({ length: 99 }, (_, k) => [{ k }, [k]])); let sum = 0; map.forEach((value, key) => { map.clear(); gcNow(); map.set({}, value); if (sum++ > 99) throw new Error("enough"); }); return String(sum);',
  'a reviver that changes what it revives':
    'const out = JSON.parse("[[1,2],[3,4],[5,6]]", function (key, value) { if (key === "0") { this.length = 0; gcNow(); } return value; }); return JSON.stringify(out) ?? "none";',
  'a pattern whose last index is code':
    'const re = /(?<x>a)|(?<y>b)|(?:c{0,65535}){0,9}/gd; re.lastIndex = { valueOf() { re.compile("(a)(b)(c)", "g"); gcNow(); return -1; } }; return String(re.exec("abc")) + String("abc".replace(re, (...all) => { re.compile("x"); return all.length; }));',
  'lengths beyond what lists hold':
    'return String([].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true }).length);',
  'a length whose value changes':
    'let calls = 0; const list = []; Object.defineProperty(list, "length", { value: { valueOf() { return ++calls === 1 ? 2 ** 31 : 3; } } }); return String(list.length);',
  'a proxy that contradicts itself':
    'const target = Object.freeze({ x: 1 }); const p = new Proxy(target, { ownKeys: () => ["x", "x", "y"], getOwnPropertyDescriptor: () => ({ value: 2, configurable: true }), get: () => 3 }); return JSON.stringify(Object.entries(p));',
  'prototypes that run in a ring':
    'const p = new Proxy({}, { getPrototypeOf() { return p; }, get(t, key, self) { return Reflect.get(Object.create(p), key, self); } }); return String(p.x) + String({} instanceof Object.assign(() => {}, { prototype: p }));',
  'a generator that calls itself':
    'let g; function* make() { try { g.next(); } catch { gcNow(); g.return(1); } yield 1; } g = make(); return String([...g].length);',
  'arguments that are aliases':
    'const fn = new Function("a", "b", "delete arguments[0]; arguments.length = 1e6; a = 5; return Array.prototype.slice.call(arguments, 0, 1e5).join()"); return fn(1, 2).slice(0, 99);',
  'big integers beyond all':
    'const big = 1n << 999_999n; return String((big * big) >> 1_999_990n) + BigInt.asUintN(2 ** 30, -1n).toString(16).length;',
  'numbers of too many digits':
    "return (1.5).toFixed(100) + (2 ** 1023).toString(36) + (0.1).toPrecision(100) + Number('0x' + 'f'.repeat(99_999));",
  'text that grows while it is replaced':
    "let text = 'a'.repeat(9999); return String(text.replaceAll('a', () => { text += text.length < 1e6 ? text : ''; gcNow(); return '$`$&'; }).length);",
  'dates beyond all':
    'return String(new Date(8.64e15).toISOString()) + new Date(NaN).getTime() + new Date(2 ** 53, 2 ** 53).getTime() + Date.parse("x".repeat(99_999));',
  'bytecode that was never compiled':
    'return String((globalThis.bjson ?? globalThis.std?.bjson).read(new Uint8Array([67, 1, 2, 3, 255, 255]).buffer, 0, 6, true));',
};
