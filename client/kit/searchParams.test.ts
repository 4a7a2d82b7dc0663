import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceParam, flagParam, numberParam, present, textParam } from './searchParams.ts';

test('a text is kept as it is, an empty or over-long one is dropped', () => {
  expect(textParam({ q: 'web' }, 'q')).toBe('web');
  expect(textParam({ q: '' }, 'q')).toBeUndefined();
  expect(textParam({ q: 'x'.repeat(257) }, 'q')).toBeUndefined();
  expect(textParam({ q: { a: 1 } }, 'q')).toBeUndefined();
});

test('a choice is one of those there are', () => {
  expect(choiceParam({ family: 'IPv6' }, 'family', ['IPv4', 'IPv6'])).toBe('IPv6');
  expect(choiceParam({ family: 'ipv6' }, 'family', ['IPv4', 'IPv6'])).toBeUndefined();
});

test('a flag is on or absent', () => {
  expect(flagParam({ problems: 'true' }, 'problems')).toBe(true);
  expect(flagParam({ problems: 'false' }, 'problems')).toBeUndefined();
  expect(flagParam({}, 'problems')).toBeUndefined();
});

test('a number is whole and within its bounds', () => {
  expect(numberParam({ bits: '8' }, 'bits', 1, 8)).toBe(8);
  expect(numberParam({ bits: '9' }, 'bits', 1, 8)).toBeUndefined();
  expect(numberParam({ bits: '1.5' }, 'bits', 1, 8)).toBeUndefined();
  expect(numberParam({ bits: '' }, 'bits', 0, 8)).toBeUndefined();
  expect(numberParam({ bits: true }, 'bits', 0, 8)).toBeUndefined();
  expect(numberParam({ bits: null }, 'bits', 1, 8)).toBeUndefined();
});

test('what is absent leaves no member behind', () => {
  expect(Object.keys(present({ a: 1, b: undefined }))).toEqual(['a']);
});

test('nothing a link can hold makes a reader throw', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (raw, name) => {
      textParam(raw, name);
      choiceParam(raw, name, ['a']);
      flagParam(raw, name);
    }),
  );
});
