import { useSyncExternalStore } from 'react';

/** The browser's clock in milliseconds, moving on once a second. One timer serves the whole page and stops with its last reader. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}

const readers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(changed: () => void): () => void {
  readers.add(changed);
  timer ??= setInterval(() => {
    for (const reader of readers) reader();
  }, 1000);
  return () => {
    readers.delete(changed);
    if (readers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Whole seconds: the same value between two ticks, as useSyncExternalStore asks for. */
function read(): number {
  return Math.floor(Date.now() / 1000) * 1000;
}
