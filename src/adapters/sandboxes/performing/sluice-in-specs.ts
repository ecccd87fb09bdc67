/**
 * What `sluice` is to a specification while it is loaded: as much of the public surface as it can
 * use. The whole of it would load the engine, half a second's work, into every process.
 */
export { SluiceError } from '../../../domain/errors.ts';
export { showValue } from '../../../domain/value.ts';

export const defineFunction = <Spec>(spec: Spec): Spec => spec;
