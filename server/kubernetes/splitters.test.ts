import { describe, expect, test } from 'vitest';
import { Frames, longestFrame } from './frames.ts';
import { Lines } from './lines.ts';

const head = (length: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
};

describe('frames', () => {
  test('come out whole, an empty one included, and what is begun is left', () => {
    const frames = new Frames();
    const parts: string[] = [];
    const push = (...chunks: Buffer[]) => frames.push(Buffer.concat(chunks), (frame) => parts.push(String(frame)));
    push(head(2), Buffer.from('ab'), head(0), head(3), Buffer.from('c'));
    expect(parts).toEqual(['ab', '']);
    expect(frames.left).toBe(5); // a length and one byte
    push(Buffer.from('de'));
    expect(parts).toEqual(['ab', '', 'cde']);
    expect(frames.left).toBe(0);
    push(head(1).subarray(0, 3));
    expect(frames.left).toBe(3);
  });

  test('of 16 MiB are waited for, and those of one byte more are none', () => {
    expect(longestFrame).toBe(16_777_216);
    const frames = new Frames();
    frames.push(head(16_777_216), () => {});
    expect(frames.left).toBe(4);
    expect(() => new Frames().push(head(16_777_217), () => {})).toThrow(
      expect.objectContaining({ code: 'malformed', message: 'a watch frame of 16777217 bytes: more than the limit of 16777216' }),
    );
  });
});

describe('lines', () => {
  test('come out without their ends, blank ones not at all, and what is begun is left', () => {
    const lines = new Lines();
    const parts: string[] = [];
    const push = (text: string) => lines.push(Buffer.from(text), (line) => parts.push(String(line)));
    push('\nab\n\nc');
    expect(parts).toEqual(['ab']);
    expect(lines.left).toBe(1);
    push('d\ne\n');
    expect(parts).toEqual(['ab', 'cd', 'e']);
    expect(lines.left).toBe(0);
  });

  test('of 16 MiB are waited for, and those of one byte more are none', () => {
    const lines = new Lines();
    lines.push(Buffer.alloc(16_777_216, 'x'), () => {});
    expect(lines.left).toBe(16_777_216);
    expect(() => lines.push(Buffer.from('x'), () => {})).toThrow(
      expect.objectContaining({ code: 'malformed', message: 'a watch line of more than the limit of 16777216 bytes' }),
    );
  });
});
