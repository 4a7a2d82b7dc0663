import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

const marker = 'only-in-this-manifest';
const manifest = `apiVersion: v1
kind: Service
metadata:
  name: ${marker}
  namespace: shop
spec:
  ipFamilyPolicy: PreferDualStack
  clusterIPs: [10.96.0.1]
  ports: [{port: 80}]
---
apiVersion: networking.k8s.io/v1
kind: ServiceCIDR
metadata:
  name: ${marker}
spec:
  cidrs: [10.97.1.0/16]
`;

test('what is pasted is answered by line, and no request carries any of it', async ({ page, clusters }) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  await page.goto(`${await clusters.url('demo')}/services`);
  await page.getByRole('link', { name: 'Lint manifests' }).click();
  await page.getByRole('textbox', { name: 'Manifests' }).fill(manifest);
  const report = page.getByRole('grid', { name: 'Report' });
  await expect(report.getByRole('row', { name: /error, line 8: .*default\/kubernetes holds it/ })).toBeVisible();
  await expect(report.getByRole('row', { name: /error, line 16: .*write 10\.97\.0\.0\/16/ })).toBeVisible();
  await expect(page.getByText('2 objects: 2 errors').first()).toBeVisible();

  await report.getByRole('row', { name: /error, line 8/ }).click();
  await expect
    .poll(() =>
      page.evaluate(() => {
        const area = document.activeElement as HTMLTextAreaElement;
        return area.value.slice(area.selectionStart, area.selectionEnd);
      }),
    )
    .toBe('  clusterIPs: [10.96.0.1]');

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Manifests' })).toHaveValue(manifest);
  expect(sent.some((text) => text.includes('/api/v1/pools'))).toBe(true);
  expect(sent.filter((text) => text.includes(marker) || text.includes('10.97'))).toEqual([]);
  expect(sent.filter((text) => !text.startsWith('GET '))).toEqual([]);
});

test('several files are read, each under its name, and one that is too large is not taken', async ({ page, clusters }) => {
  await page.goto(`${await clusters.url('demo')}/lint`);
  await page.getByLabel('Files to lint').setInputFiles([
    { name: 'a.yaml', mimeType: 'text/yaml', buffer: Buffer.from(manifest) },
    { name: 'b.json', mimeType: 'application/json', buffer: Buffer.from('{"apiVersion": "v1"') },
    { name: 'huge.yaml', mimeType: 'text/yaml', buffer: Buffer.alloc(6 * 1024 * 1024, '#') },
  ]);
  await expect(page.getByText('Not taken: huge.yaml (6.0 MiB').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /error, line 1: .*neither YAML nor JSON/ })).toBeVisible();
  await page.getByRole('button', { name: 'Take b.json away' }).click();
  await expect(page.getByRole('row', { name: /neither YAML nor JSON/ })).toHaveCount(0);
});

test('files are dropped anywhere on the page; what is no text, is too large or is a folder is named, and the page stays', async ({
  page,
  clusters,
}) => {
  const url = await clusters.url('demo');
  const folder = test.info().outputPath('dropped');
  await mkdir(join(folder, 'manifests'), { recursive: true });
  const files = {
    'a.yaml': manifest,
    'notes.txt': 'hello there',
    'powershell.yaml': Buffer.from(`\ufeff${manifest.replaceAll(marker, 'from-powershell')}`, 'utf16le'),
    'picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    'huge.yaml': Buffer.alloc(6 * 1024 * 1024, '#'),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await page.goto(`${url}/lint`);
  await expect(page.getByRole('heading', { name: 'What would these manifests get here?' })).toBeVisible();

  // A drag from outside the browser, over the report and not over the text: the browser itself hands the files over.
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...Object.keys(files), 'manifests'].map((name) => join(folder, name)), dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver'] as const) await session.send('Input.dispatchDragEvent', { type, x: 1100, y: 500, data });
  await expect(page.getByText('Drop manifests here')).toBeVisible();
  await session.send('Input.dispatchDragEvent', { type: 'drop', x: 1100, y: 500, data });

  await expect(page.getByText('Drop manifests here')).toHaveCount(0);
  await expect(
    page
      .getByText('Not taken: picture.png (no text), huge.yaml (6.0 MiB, and together at most 5.0 MiB are read), manifests (no text).')
      .first(),
  ).toBeVisible();
  const report = page.getByRole('grid', { name: 'Report' });
  await expect(report.getByRole('row', { name: /error, line 8: Service shop\/only-in-this-manifest/ })).toBeVisible();
  await expect(report.getByRole('row', { name: /error, line 8: Service shop\/from-powershell/ })).toBeVisible();
  await expect(report.getByRole('row', { name: /This is no Kubernetes object: it is a plain text/ })).toBeVisible();
  expect(page.url()).toBe(`${url}/lint`);
});

test('what is no Kubernetes is said to be none', async ({ page, clusters }) => {
  await page.goto(`${await clusters.url('demo')}/lint`);
  await expect(page.getByRole('heading', { name: 'What would these manifests get here?' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Manifests' }).fill('hello there');
  await expect(page.getByRole('row', { name: /This is no Kubernetes object/ })).toBeVisible();
});

for (const theme of themes) {
  test(`lint in ${theme}: nothing grave for axe, and it fits 1440 and 390 pixels`, async ({ page, clusters }) => {
    await page.goto(`${await clusters.url('demo')}/lint`);
    await turn(page, theme);
    await page.getByRole('button', { name: 'Show an example' }).click();
    await expect(page.getByRole('row', { name: /IPv6 is shut/ })).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'lint', theme);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
  });
}
