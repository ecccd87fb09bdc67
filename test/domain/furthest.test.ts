import { expect, it } from 'vitest';

import type { Evidence } from '../../src/domain/evidence.ts';
import { furthest } from '../../src/domain/furthest.ts';

const seen: Evidence = { candidate: 'c', stage: 's', wallMs: 0, verdict: 'rejected', reason: '' };

it('finds those that came furthest among as many as a long run has', () => {
  const many = Array.from({ length: 300_000 }, () => ({ evidence: [seen] }));
  const far = { evidence: [seen, seen] };
  expect(furthest([...many, far, ...many])).toEqual([far]);
  expect(furthest([])).toEqual([]);
});
