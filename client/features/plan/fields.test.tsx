// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { DayField } from './DayField.tsx';
import { NumberField } from './NumberField.tsx';

afterEach(cleanup);

const field = () => screen.getByLabelText('n') as HTMLInputElement;
const type = (value: string) => fireEvent.change(field(), { target: { value } });

test('a number out of bounds is marked and told nobody; leaving the field puts the last good one back', () => {
  const onChange = vi.fn();
  render(<NumberField label="n" value={24} least={1} most={32} onChange={onChange} />);
  type('33');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(field().title).toBe('A whole number from 1 to 32');
  type('');
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.blur(field());
  expect(field().value).toBe('24');
  type('25');
  expect(onChange).toHaveBeenCalledExactlyOnceWith(25);
});

test('a field that may be empty says null where it is', () => {
  const onChange = vi.fn();
  render(<NumberField label="n" value={5} least={-10} most={10} whole={false} placeholder="1.6" onChange={onChange} />);
  type('0.5');
  type('');
  expect(onChange.mock.calls).toEqual([[0.5], [null]]);
});

test('what comes from elsewhere replaces what stands in a field', () => {
  const { rerender } = render(<NumberField label="n" value={5} least={0} most={10} onChange={() => {}} />);
  rerender(<NumberField label="n" value={7} least={0} most={10} onChange={() => {}} />);
  expect(field().value).toBe('7');
});

test('a day that is half typed is told nobody', () => {
  const onChange = vi.fn();
  render(<DayField label="n" value={20_834} onChange={onChange} />);
  expect(field().value).toBe('2027-01-16');
  type('');
  expect(onChange).not.toHaveBeenCalled();
  type('2027-02-01');
  expect(onChange).toHaveBeenCalledExactlyOnceWith(20_850);
});
