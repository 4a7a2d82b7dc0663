import { Failure } from './failure.ts';

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection closed while writing',
  ENOTFOUND: 'no such host (DNS)',
  EAI_AGAIN: 'DNS does not answer',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  EADDRNOTAVAIL: 'no local address of that family',
  ETIMEDOUT: 'connecting timed out',
  UND_ERR_CONNECT_TIMEOUT: 'connecting timed out',
  UND_ERR_SOCKET: 'connection closed before the answer was whole',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer was shorter than announced',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS: the server’s certificate is not signed by the configured CA',
  SELF_SIGNED_CERT_IN_CHAIN: 'TLS: the server’s certificate is not signed by the configured CA',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'TLS: the server’s certificate is not signed by the configured CA',
  UNABLE_TO_GET_ISSUER_CERT: 'TLS: the server’s certificate is not signed by the configured CA',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'TLS: the server’s certificate is not signed by the configured CA',
  CERT_SIGNATURE_FAILURE: 'TLS: the server’s certificate is not signed by the configured CA',
  CERT_HAS_EXPIRED: 'TLS: the server’s certificate has expired',
  CERT_NOT_YET_VALID: 'TLS: the server’s certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS: the server’s certificate is for another name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'TLS: the server does not speak TLS on this port',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'TLS: the server does not speak TLS on this port',
};

/** What the network layer threw, as a Failure whose words name the cause and the server. */
export function networkFault(error: unknown, server: string): Failure {
  if (error instanceof Failure) return error;
  const known = causes(error).find((cause) => words[cause.code] !== undefined);
  const first = causes(error)[0];
  const text = known ? words[known.code] : (first?.message ?? String(error));
  return new Failure('unreachable', `${server}: ${text}${known ? ` (${known.code})` : ''}`, { cause: error });
}

/** The error, what caused it, and, where several addresses were tried, the failure of each. */
function causes(error: unknown, depth = 0): { code: string; message: string }[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const inner = error instanceof AggregateError ? error.errors : [];
  return [{ code, message: error.message }, ...[...inner, error.cause].flatMap((cause) => causes(cause, depth + 1))];
}
