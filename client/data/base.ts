/** The path prefix the page is served under, without a slash at its end ("" at the root): what the server wrote into the page. */
export function readBase(page: Pick<Document, 'querySelector'>): string {
  const text = page.querySelector<HTMLMetaElement>('meta[name="cidrscape-base"]')?.content ?? '';
  return text.replace(/\/+$/, '');
}

/** What lets an injected <style> past the content security policy; "" where the server sent none. */
export function readNonce(page: Pick<Document, 'querySelector'>): string {
  const meta = page.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  return meta?.content ?? '';
}
