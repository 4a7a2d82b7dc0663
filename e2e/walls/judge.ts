import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import { type Room, rooms, testRooms } from './rooms.ts';

/** The faults of one file against the table: one line an import that it may not have; empty where all is well. */
export function judge(file: string, text: string): string[] {
  const isTest = /\.test\.tsx?$/.test(file);
  const room = roomOf(file, isTest ? testRooms : rooms);
  if (!room) return [`${file} lies in no room of the table`];
  const faults: string[] = [];
  for (const { specifier, typeOnly } of importsOf(file, text)) {
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : undefined;
    const allowed = target === undefined ? mayUse(room, specifier, typeOnly) : mayEnter(room, file, target, typeOnly);
    if (!allowed) faults.push(`${file} (${room.path}) imports ${typeOnly ? 'the types of ' : ''}${target ?? specifier}`);
  }
  return faults;
}

function roomOf(file: string, table: readonly Room[]): Room | undefined {
  return table.filter(({ path }) => folderOf(path, file) !== undefined).sort((a, b) => b.path.length - a.path.length)[0];
}

/** The part of a file's path that a room's path covers ("*" is any one folder); undefined where the file lies elsewhere. */
function folderOf(path: string, file: string): string | undefined {
  const parts = path.split('/');
  const names = file.split('/').slice(0, parts.length);
  const covers = names.length === parts.length && parts.every((part, i) => part === '*' || part === names[i]);
  return covers ? names.join('/') : undefined;
}

function mayEnter(room: Room, file: string, target: string, typeOnly: boolean): boolean {
  const own = folderOf(room.path, file);
  if (own !== undefined && folderOf(own, target) !== undefined && roomOf(target, rooms)?.path === roomOf(file, rooms)?.path) return true;
  return [...room.rooms, ...(typeOnly ? room.types : [])].some((path) => folderOf(path, target) !== undefined);
}

function mayUse(room: Room, specifier: string, typeOnly: boolean): boolean {
  return [...room.packages, ...(typeOnly ? room.types : [])].some(
    (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`) || isPart(name, specifier),
  );
}

/** d3's parts are packages of their own: d3-hierarchy is d3. */
function isPart(name: string, specifier: string): boolean {
  return name === 'd3' && specifier.startsWith('d3-');
}
