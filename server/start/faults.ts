import type { EventEmitter } from 'node:events';
import type { Logger } from 'pino';

/** A fault that nobody caught must not take the page away from everyone; it is never silent either. Returns the undo. */
export function surviveFaults(process: EventEmitter, log: Pick<Logger, 'error' | 'fatal'>, newId: () => string): () => void {
  const rejected = (reason: unknown) => log.error({ err: reason, id: newId() }, 'a promise was rejected and nobody caught it');
  const thrown = (error: unknown) => log.fatal({ err: error, id: newId() }, 'an error was thrown and nobody caught it');
  process.on('unhandledRejection', rejected);
  process.on('uncaughtException', thrown);
  return () => {
    process.off('unhandledRejection', rejected);
    process.off('uncaughtException', thrown);
  };
}
