/** The address of a boxed JavaScript value in the machine's memory. */
export type Box = number;

/** What of the WebAssembly build of QuickJS-NG is used; addresses and lengths are numbers. */
export interface QuickJs {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly __stack_pointer: { value: number };
  /** Turns that its own loops may still make (`metered.ts`): below zero it traps. */
  readonly turns: { value: bigint };
  _initialize(): void;
  wasm_malloc(bytes: number): number;
  wasm_free(address: number): void;
  qjs_init(): number;
  qjs_set_interrupt_handler(on: number): void;
  qjs_set_module_loader(on: number): void;
  qjs_set_memory_limit(bytes: number): void;
  qjs_set_max_stack_size(bytes: number): void;
  qjs_run_gc(): void;
  qjs_set_gc_threshold(bytes: number): void;
  qjs_get_context_ptr(): number;
  qjs_eval(source: number, bytes: number, file: number, flags: number): Box;
  qjs_call(callee: Box, self: Box, count: number, args: number): Box;
  qjs_get_undefined(): Box;
  qjs_get_true(): Box;
  qjs_get_false(): Box;
  qjs_new_number(value: number): Box;
  qjs_new_string(text: number, bytes: number): Box;
  qjs_new_array(): Box;
  qjs_new_error(): Box;
  qjs_new_host_function(name: number, bytes: number, arity: number): Box;
  qjs_get_global(): Box;
  qjs_get_prop_string(object: Box, name: number): Box;
  qjs_set_prop_string(object: Box, name: number, value: Box): number;
  qjs_set_prop_uint32(object: Box, index: number, value: Box): number;
  qjs_get_exception(): Box;
  qjs_throw(error: Box): void;
  qjs_dup_value(box: Box): Box;
  qjs_free_value(box: Box): void;
  qjs_get_class_name(object: Box): Box;
  qjs_get_own_property_names_all(object: Box): Box;
  qjs_get_prop_uint32(object: Box, index: number): Box;
  qjs_is_exception(box: Box): number;
  qjs_is_undefined(box: Box): number;
  qjs_is_null(box: Box): number;
  qjs_is_bool(box: Box): number;
  qjs_is_number(box: Box): number;
  qjs_is_string(box: Box): number;
  qjs_is_symbol(box: Box): number;
  qjs_is_big_int(box: Box): number;
  qjs_is_array(box: Box): number;
  qjs_is_function(box: Box): number;
  qjs_is_error(box: Box): number;
  qjs_is_promise(box: Box): number;
  qjs_is_proxy(box: Box): number;
  qjs_get_bool(box: Box): number;
  qjs_get_float64(box: Box): number;
  qjs_promise_state(promise: Box): number;
  qjs_promise_result(promise: Box): Box;
  qjs_promise_mark_as_handled(promise: Box): void;
  JS_ToCStringLenUTF16(context: number, length: number, value: bigint): number;
  JS_FreeCStringUTF16(context: number, address: number): void;
  JS_FreeValue(context: number, value: bigint): void;
  JS_GetOwnProperty(context: number, descriptor: number, object: bigint, atom: number): number;
}
