/**
 * How Node is started for the product, for its memory. A smaller nursery for new objects than V8's own: a first read, and the history's
 * first look at what was read, fill whatever there is, again and again. One arena for all threads: glibc gives a thread its own otherwise,
 * and each keeps what was freed in it; other C libraries take no notice.
 */
export const frugal = {
  flags: ['--max-semi-space-size=8'],
  environment: { MALLOC_ARENA_MAX: '1' },
} as const;
