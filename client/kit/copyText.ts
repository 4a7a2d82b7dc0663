/**
 * Puts a text on the clipboard; false where the browser refuses.
 * navigator.clipboard exists in secure contexts only, and a dashboard behind plain HTTP is not one: there a selection is copied.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Refused: the older way may still work.
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'unseen';
  // A modal dialog makes everything outside of itself inert, a field to select in as well.
  const holder = document.querySelector('dialog[open]') ?? document.body;
  const before = document.activeElement;
  holder.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
