import { expect, test } from 'vitest';
import { ApiError } from '../../data/apiError.ts';
import { whyNoYaml } from './whyNoYaml.ts';

const error = (code: string) =>
  new ApiError({ code, status: 404, title: 'Not found', detail: 'Needs get on pods.', value: null, id: null });

test('an object that is gone is no failure', () =>
  expect(whyNoYaml(error('not-found'), 'Pod shop/web')).toEqual({
    title: 'There is no Pod shop/web now',
    text: 'It was deleted after it was last seen here.',
  }));
test('one that may not be read says which right is missing', () =>
  expect(whyNoYaml(error('forbidden'), 'Pod shop/web')).toEqual({ title: 'Pod shop/web may not be read', text: 'Needs get on pods.' }));
test('anything else is an error', () => expect([whyNoYaml(error('internal'), 'x'), whyNoYaml(null, 'x')]).toEqual([undefined, undefined]));
