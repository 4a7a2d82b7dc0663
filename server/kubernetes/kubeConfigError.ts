export type KubeConfigErrorCode =
  | 'kubeconfig-unreadable'
  | 'kubeconfig-broken'
  | 'no-current-context'
  | 'unknown-context'
  | 'unknown-cluster'
  | 'unknown-user'
  | 'bad-server'
  | 'file-unreadable';

/** A kubeconfig that cannot be used: one clear line that names the value; `code` is stable. */
export class KubeConfigError extends Error {
  readonly code: KubeConfigErrorCode;
  readonly value: string;

  constructor(code: KubeConfigErrorCode, value: string, message: string, cause?: unknown) {
    super(message.replaceAll(/\s+/g, ' ').trim(), cause === undefined ? undefined : { cause });
    this.name = 'KubeConfigError';
    this.code = code;
    this.value = value;
  }
}
