/** What an endpoint does now, in a word. One that terminates may still serve (KEP-1672). */
export function endpointState(endpoint: { ready: boolean; serving: boolean; terminating: boolean }): string {
  if (endpoint.terminating) return endpoint.serving ? 'terminating, still serving' : 'terminating';
  if (endpoint.ready) return 'ready';
  return endpoint.serving ? 'serving, not ready' : 'not ready';
}
