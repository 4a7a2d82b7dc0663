import type { Source } from './readManifests.ts';

/** So much is read at once, in bytes: a page must not hang on what nobody meant to drop. */
export const mostBytes = 5 * 1024 * 1024;

/** Name of the text that is written or pasted. */
export const pasted = 'pasted';

/** UTF-8 bytes of all texts. */
export function bytesOf(list: readonly Source[]): number {
  const encoder = new TextEncoder();
  return list.reduce((sum, { text }) => sum + encoder.encode(text).length, 0);
}

/**
 * The text of a file: UTF-8, or UTF-16 where its first bytes say so, as PowerShell writes it. Undefined for what is no text, and for what cannot
 * be read, such as a folder.
 */
export async function textOfFile(file: Blob): Promise<string | undefined> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** With files added under names of their own; one of the same name and text is the same one. */
export function withFiles(list: readonly Source[], files: readonly Source[]): readonly Source[] {
  const next = [...list];
  for (const { name, text } of files) {
    if (next.some((one) => one.text === text && one.name.startsWith(name))) continue;
    let own = name;
    for (let at = 2; next.some((one) => one.name === own); at++) own = `${name} (${at})`;
    next.push({ name: own, text });
  }
  return next;
}

/** With the text of one of them changed; made where it is not there. */
export function withText(list: readonly Source[], name: string, text: string): readonly Source[] {
  return list.some((one) => one.name === name) ? list.map((one) => (one.name === name ? { name, text } : one)) : [{ name, text }, ...list];
}

/** As the tab keeps them; anything else that stands there is nothing. */
export function readSources(kept: string | null): readonly Source[] {
  try {
    const found: unknown = JSON.parse(kept ?? '[]');
    if (!Array.isArray(found)) return [];
    return found.flatMap((one) =>
      typeof one?.name === 'string' && typeof one?.text === 'string' ? { name: one.name, text: one.text } : [],
    );
  } catch {
    return [];
  }
}
