import { createHash } from 'node:crypto';
import type { Evidence } from '../../domain/evidence.ts';

/**
 * The evidence with one hash of what the candidate did: of the artifact that it made, or of its
 * scores where an evaluator keeps the artifact to itself. Candidates that did the same are one
 * cluster of the archive, and count as new once.
 */
export function withBehaviour(evidence: Evidence, did: Uint8Array | readonly number[]): Evidence {
  if (evidence.verdict !== 'passed' && evidence.verdict !== 'failed') return evidence;
  const text = did instanceof Uint8Array ? did : did.join();
  const behaviour = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { ...evidence, behaviour };
}
