import { EventEmitter } from 'node:events';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { surviveFaults } from './faults.ts';

test('what nobody caught is logged with an id, and its stack', () => {
  const process = new EventEmitter();
  const lines: Record<string, unknown>[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const undo = surviveFaults(process, log, () => 'id-1');
  process.emit('unhandledRejection', new Error('late'));
  process.emit('uncaughtException', new Error('stray'));
  expect(lines).toMatchObject([
    { level: 50, id: 'id-1', err: { message: 'late', stack: expect.stringContaining('late') } },
    { level: 60, id: 'id-1', err: { message: 'stray' } },
  ]);
  undo();
  expect([process.listenerCount('unhandledRejection'), process.listenerCount('uncaughtException')]).toEqual([0, 0]);
});
