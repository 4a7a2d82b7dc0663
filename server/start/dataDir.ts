import { join } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** The folder for what the program keeps from one run to the next, where the platform has such things. */
export function dataDir({ platform, env, home }: Surroundings): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'cidrscape');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'cidrscape');
  // XDG Base Directory Specification: a path that is not absolute is to be ignored.
  const state = env.XDG_STATE_HOME?.startsWith('/') === true ? env.XDG_STATE_HOME : join(home, '.local', 'state');
  return join(state, 'cidrscape');
}
