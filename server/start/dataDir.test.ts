import { expect, test } from 'vitest';
import { dataDir } from './dataDir.ts';

test.each([
  ['linux', {}, '/home/ada/.local/state/cidrscape'],
  ['linux', { XDG_STATE_HOME: '/var/state' }, '/var/state/cidrscape'],
  ['linux', { XDG_STATE_HOME: 'state' }, '/home/ada/.local/state/cidrscape'],
  ['linux', { XDG_STATE_HOME: '' }, '/home/ada/.local/state/cidrscape'],
  ['darwin', { XDG_STATE_HOME: '/var/state' }, '/home/ada/Library/Application Support/cidrscape'],
  ['win32', { LOCALAPPDATA: '/c/local' }, '/c/local/cidrscape'],
  ['win32', {}, '/home/ada/AppData/Local/cidrscape'],
] as const)('on %s with %j it is %s', (platform, env, folder) => {
  expect(dataDir({ platform, env, home: '/home/ada' })).toBe(folder);
});
