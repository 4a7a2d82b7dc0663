import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Stream, StreamState } from './stream.ts';

export const StreamContext = createContext<Stream | undefined>(undefined);

/** How the connection to the server stands. */
export function useStreamState(): StreamState {
  const stream = useContext(StreamContext);
  if (!stream) throw new Error('useStreamState: there is no StreamContext above');
  return useSyncExternalStore(stream.subscribe, stream.state);
}
