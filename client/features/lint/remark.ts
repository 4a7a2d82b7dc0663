/** Where something stands: the file (or what was pasted) and its line, from 1. */
export interface Place {
  readonly source: string;
  readonly line: number;
}

/** One thing to say of a manifest. critical: it is refused or does harm; warning: it is taken, and not what was meant; info: what it gets. */
export interface Remark extends Place {
  readonly severity: 'critical' | 'warning' | 'info';
  /** Stable, for scripts. */
  readonly code: string;
  /** "Service shop/web"; empty for what is no object. */
  readonly object: string;
  /** The field that it is about, as Kubernetes writes it; null for the whole object. */
  readonly field: string | null;
  readonly text: string;
}
