/** What hands do on a map. Points are in CSS pixels of the window. */
export interface GestureTaker {
  /** Whether there is something to drag: else a drag is the page's. */
  isZoomed: () => boolean;
  zoom: (at: { readonly x: number; readonly y: number }, factor: number) => void;
  pan: (right: number, down: number) => void;
  /** The hands rest: no wheel has turned for a moment, no finger is down. */
  end: () => void;
}

/** A wheel that has not turned for so many ms rests. */
const wheelRest = 150;
/** A press that moves less than this is no drag. */
const slop = 4;

/**
 * Follows wheel, mouse and fingers on an element: the wheel with Ctrl or ⌘ (a pinch on a trackpad comes as one) and two fingers zoom, a
 * drag pans. The plain wheel stays the page's own, zoomed or not: a map that takes it traps who only scrolls by. Returns its stop.
 */
export function followGestures(element: HTMLElement, taker: GestureTaker): () => void {
  const down = new Map<number, { x: number; y: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasMoved = false;

  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // A notch of a mouse's wheel is 100 or more, a trackpad's step a few: one is halved, the other is taken as it comes.
    const turn = Math.max(-50, Math.min(50, event.deltaY * lines));
    taker.zoom({ x: event.clientX, y: event.clientY }, Math.exp(-turn * 0.01));
    clearTimeout(timer);
    timer = setTimeout(taker.end, wheelRest);
  };
  const pointerDown = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    if (down.size === 0) hasMoved = false;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const pointerMove = (event: PointerEvent) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    if (!other && !taker.isZoomed()) return;
    if (!hasMoved && Math.hypot(now.x - before.x, now.y - before.y) < slop) return;
    if (!hasMoved) element.setPointerCapture?.(event.pointerId);
    hasMoved = true;
    down.set(event.pointerId, now);
    if (!other) {
      taker.pan(now.x - before.x, now.y - before.y);
      return;
    }
    const spread = Math.hypot(before.x - other.x, before.y - other.y);
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    taker.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    if (spread > 0) taker.zoom(middle, Math.hypot(now.x - other.x, now.y - other.y) / spread);
  };
  const pointerUp = (event: PointerEvent) => {
    if (!down.delete(event.pointerId) || down.size > 0 || !hasMoved) return;
    taker.end();
  };
  // The press that ends a drag chooses nothing.
  const click = (event: MouseEvent) => {
    if (!hasMoved) return;
    hasMoved = false;
    event.stopPropagation();
    event.preventDefault();
  };
  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('pointerdown', pointerDown);
  element.addEventListener('pointermove', pointerMove);
  element.addEventListener('pointerup', pointerUp);
  element.addEventListener('pointercancel', pointerUp);
  element.addEventListener('click', click, { capture: true });
  return () => {
    clearTimeout(timer);
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('pointerdown', pointerDown);
    element.removeEventListener('pointermove', pointerMove);
    element.removeEventListener('pointerup', pointerUp);
    element.removeEventListener('pointercancel', pointerUp);
    element.removeEventListener('click', click, { capture: true });
  };
}
