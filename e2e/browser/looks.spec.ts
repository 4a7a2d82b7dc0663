import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

/** Every page, by what must stand on it before it is looked at. */
const pages = [
  { name: 'overview', path: '/', ready: 'What runs out first' },
  { name: 'map', path: '/map', ready: 'View as table' },
  { name: 'services', path: '/services', ready: 'Cluster IPs' },
  { name: 'service', path: '/services?sort=-findings&service=default/kubernetes', ready: 'Endpoints by family' },
  { name: 'node', path: '/nodes?sort=-findings&node=worker-00', ready: 'Families, in order' },
  { name: 'nodes', path: '/nodes', ready: 'Pods left' },
  { name: 'findings', path: '/findings', ready: 'Known for' },
  { name: 'node-ports', path: '/services?ports=true', ready: 'In use of it' },
  { name: 'status', path: '/status', ready: 'What is read' },
] as const;

for (const { name, path, ready } of pages) {
  for (const theme of themes) {
    test(`${name} in ${theme}: nothing grave for axe, and it fits 1440 and 390 pixels`, async ({ page, clusters }) => {
      await page.goto((await clusters.url('demo')) + path);
      await turn(page, theme);
      await expect(page.getByText(ready, { exact: true }).first()).toBeVisible();
      await expectAccessible(page);
      await picture(page, name, theme);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
    });
  }
}
