/**
 * Where a key leads from a cell: arrows by cell, PageUp/PageDown by row, Home/End to the ends of the row and, with Ctrl, of the sheet.
 * A move that would leave the sheet stays. Undefined for keys that do not move.
 */
export function moveSlot(key: string, slot: number, columns: number, count: number, ctrl = false): number | undefined {
  const rowStart = slot - (slot % columns);
  const stay = (next: number) => (next >= 0 && next < count ? next : slot);
  switch (key) {
    case 'ArrowLeft':
      return stay(slot - 1);
    case 'ArrowRight':
      return stay(slot + 1);
    case 'ArrowUp':
    case 'PageUp':
      return stay(slot - columns);
    case 'ArrowDown':
    case 'PageDown':
      return stay(slot + columns);
    case 'Home':
      return ctrl ? 0 : rowStart;
    case 'End':
      return ctrl ? count - 1 : Math.min(count, rowStart + columns) - 1;
    default:
      return undefined;
  }
}
