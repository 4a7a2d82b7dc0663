import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { now } from '../programs/now.ts';

/** Seconds that "PROGRAM… get pods -A -o wide" takes. Throws, with what it says, where it fails. */
export async function kubectl([program = '', ...first]: readonly string[], kubeconfig: string): Promise<number> {
  const from = now();
  const child = spawn(program, [...first, '--kubeconfig', kubeconfig, 'get', 'pods', '-A', '-o', 'wide'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-1000);
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`kubectl ended with ${code ?? signal}: ${said.trim()}`);
  return (now() - from) / 1000;
}
