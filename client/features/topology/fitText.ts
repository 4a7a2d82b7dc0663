/** A text cut to a width, by the mean width of its letters in pixels. What tells names apart stands at their end: `keep` says which end stays. */
export function fitText(text: string, width: number, letter: number, keep: 'start' | 'end' = 'start'): string {
  const most = Math.max(1, Math.floor(width / letter));
  if (text.length <= most) return text;
  return keep === 'start' ? `${text.slice(0, most - 1)}…` : `…${text.slice(text.length - most + 1)}`;
}
