/** "cidrscape-demo-10.244.0.0-16-2026-11-26T19-10Z": what it shows, and of when (ms), in letters that every file system takes. */
export function exportName(cluster: string | undefined, what: string, time: number): string {
  const minute = new Date(time).toISOString().slice(0, 16).replace(':', '-');
  return ['cidrscape', cluster, what, `${minute}Z`]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => (part ?? '').replace(/[^A-Za-z0-9._-]+/g, '-'))
    .join('-');
}

/** "2026-11-26 19:10:31 UTC" */
export function exportTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
