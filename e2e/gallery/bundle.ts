import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The gallery's page with all that it needs, fonts too: a document, and the files that it asks for, by path. Nothing is written. */
export async function bundle(): Promise<ReadonlyMap<string, { readonly contentType: string; readonly body: string }>> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      rollupOptions: { input: fileURLToPath(new URL('page.ts', import.meta.url)) },
    },
  });
  const files = new Map<string, { contentType: string; body: string }>();
  const tags: string[] = [];
  for (const file of [built].flat().flatMap((result) => ('output' in result ? result.output : []))) {
    const isScript = file.type === 'chunk';
    const body = isScript ? file.code : `${file.source}`;
    files.set(`/${file.fileName}`, { contentType: isScript ? 'text/javascript' : 'text/css', body });
    tags.push(isScript ? `<script type="module" src="/${file.fileName}"></script>` : `<link rel="stylesheet" href="/${file.fileName}">`);
  }
  files.set('/', { contentType: 'text/html', body: `<!doctype html><title>gallery</title>${tags.join('')}<body></body>` });
  return files;
}
