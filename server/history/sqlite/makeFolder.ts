import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those around it that are not there, for this user alone. Throws what mkdir throws, and where a file has its name. Not by `recursive`: where mkdir
 * says ENOENT although the parent is there, as it does below /proc, that tries again for ever.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  for (const at of missing.reverse()) {
    try {
      mkdirSync(at, { mode: 0o700 });
    } catch (error) {
      if (!existsSync(at)) throw error; // else somebody else has made it meanwhile
    }
  }
  if (!statSync(path).isDirectory()) throw new Error('there is a file of that name: name a folder');
}
