import { expect, it } from 'vitest';
import { latencies } from './latencies.ts';

it('an event is told of by the first message whose revision has it', () => {
  const written = [
    { version: '7', at: 100 },
    { version: '8', at: 110 },
    { version: '9', at: 120 },
  ];
  const taken = [
    { version: '7', revision: 41, at: 101 },
    { version: '8', revision: 42, at: 112 },
    { version: '9', revision: 43, at: 123 },
  ];
  const messages = [
    { revision: 42, at: 351 },
    { revision: 40, at: 90 },
    { revision: 45, at: 600 },
  ];
  expect(latencies(written, taken, messages)).toEqual({ toModel: [1, 2, 3], toStream: [251, 241, 480] });
});

it('what never came in, or was never told, is left out', () => {
  const written = [
    { version: '7', at: 100 },
    { version: '8', at: 110 },
  ];
  expect(latencies(written, [{ version: '8', revision: 42, at: 111 }], [{ revision: 41, at: 300 }])).toEqual({
    toModel: [1],
    toStream: [],
  });
});
