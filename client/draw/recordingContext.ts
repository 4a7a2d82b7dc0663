/** One call to the context, with the state that it was painted in. */
export interface PaintCall {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly fillStyle: string;
  readonly strokeStyle: string;
  readonly lineWidth: number;
  readonly globalAlpha: number;
}

/** A canvas context that paints nothing and remembers everything, for tests. A letter is 6 pixels wide; a canvas is as large as a new one. */
export function recordingContext(size = { width: 300, height: 150 }): { context: CanvasRenderingContext2D; calls: PaintCall[] } {
  const calls: PaintCall[] = [];
  const fresh = { fillStyle: '', strokeStyle: '', lineWidth: 1, globalAlpha: 1, font: '', textAlign: '', textBaseline: '' };
  let state = { ...fresh };
  const saved: (typeof state)[] = [];
  const canvas = { ...size } as HTMLCanvasElement;
  const target = new Proxy({} as CanvasRenderingContext2D, {
    get(_, name: string) {
      if (name === 'canvas') return canvas;
      if (name in state) return state[name as keyof typeof state];
      return (...args: unknown[]) => {
        if (name === 'save') saved.push({ ...state });
        if (name === 'restore') state = saved.pop() ?? { ...fresh };
        const { fillStyle, strokeStyle, lineWidth, globalAlpha } = state;
        calls.push({ name, args, fillStyle, strokeStyle, lineWidth, globalAlpha });
        return name === 'measureText' ? { width: String(args[0]).length * 6 } : undefined;
      };
    },
    set(_, name: string, value: never) {
      state = { ...state, [name]: value };
      return true;
    },
  });
  return { context: target, calls };
}
