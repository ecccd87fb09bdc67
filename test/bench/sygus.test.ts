import { expect, it } from 'vitest';
import { readTask } from '../../bench/sygus/task.ts';

it('a SyGuS task is read with its types, literals and examples', () => {
  const source = `(set-logic SLIA)
    (synth-fun f ((name String) (n Int)) String
      ((Start String (ntString))
       (ntString String (name "" "a ""b"" (;" (str.++ ntString ntString)))
       (ntInt Int (0 -1 (- 2) n))))
    (declare-var name String)
    (constraint (= (f "Ada" -3) "A)"))
    (constraint (= (f "" 4) "say ""x"""))
    (check-synth)`;
  expect(readTask(source)).toEqual({
    params: ['string', 'integer'],
    result: 'string',
    literals: ['', 'a "b" (;', 0, -1, -2],
    examples: [
      { args: ['Ada', -3], result: 'A)' },
      { args: ['', 4], result: 'say "x"' },
    ],
  });
});
