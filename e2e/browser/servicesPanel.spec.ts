import type { ServiceDetail } from '../../shared/wire/services.ts';
import { ask } from './api.ts';
import { expectAccessible } from './axe.ts';
import { picture, themes, turn } from './looks.ts';
import { expect, test } from './test.ts';

/** A Service that prefers two families and has one. */
async function preferring(url: string): Promise<{ id: string; detail: ServiceDetail }> {
  const [service] = (await ask(url, 'services', '?finding=service-prefers-dual-has-one')).items;
  if (!service) throw new Error('the demo cluster has no Service any more that prefers two families and has one');
  const id = `${service.namespace}/${service.name}`;
  return { id, detail: (await (await fetch(`${url}/api/v1/services/${id}`)).json()) as ServiceDetail };
}

test('the panel explains, predicts each change, and has the command for it', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { id, detail } = await preferring(url);
  await page.goto(`${url}/services?service=${id}`);
  const panel = page.getByRole('complementary', { name: `Service ${id}` });
  for (const { text } of detail.explain) await expect(panel.getByText(text)).toBeVisible();
  const change = panel.getByRole('listitem').filter({ hasText: 'policy → RequireDualStack' });
  await expect(change).toContainText('Gains an IPv6 address behind the one it has.');
  await change.getByText('How to do it').click();
  await expect(change).toContainText(`--type merge --patch '{"spec":{"ipFamilyPolicy":"RequireDualStack"}}'`);
  await expect(panel.getByText('derived from the slices, not read')).toBeVisible();
});

test('any other change is tried by keyboard, answered, and stands in the link', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { id } = await preferring(url);
  await page.goto(`${url}/services?service=${id}`);
  const panel = page.getByRole('complementary', { name: `Service ${id}` });
  await panel.getByRole('button', { name: 'Families kept' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/try=families/);
  const answer = panel.getByRole('list', { name: 'What it would do' });
  await expect(answer).toContainText('rejected');
  await page.reload();
  await expect(answer).toContainText('rejected');
});

test('groups count all Services that fit and narrow to one, and stand in the URL', async ({ page, clusters }) => {
  const url = await clusters.url('demo');
  const { groups } = await ask(url, 'services', '?group=namespace');
  const first = groups?.[0];
  if (!first) throw new Error('there are no groups');
  await page.goto(`${url}/services`);
  await page.getByRole('button', { name: 'Group by nothing' }).click();
  await page.getByRole('option', { name: 'namespace' }).click();
  await expect(page).toHaveURL(/group=namespace/);
  await expect(page.locator('[aria-rowindex="2"]')).toContainText(`${first.key}${first.count} Service`);
  await page.getByRole('button', { name: `Only these of ${first.key}` }).click();
  await expect(page).toHaveURL(new RegExp(`namespace=${first.key}`));
});

for (const theme of themes) {
  test(`a Service that is explained, in ${theme}: nothing grave for axe, and it fits`, async ({ page, clusters }) => {
    const url = await clusters.url('demo');
    const { id } = await preferring(url);
    await page.goto(`${url}/services?service=${id}&try=policy=RequireDualStack`);
    await turn(page, theme);
    await expect(page.getByText('What a change would do')).toBeVisible();
    await expectAccessible(page);
    await picture(page, 'service-explained', theme);
    await page.goto(`${url}/services?group=policy`);
    await expect(page.getByText('Group by')).toBeVisible();
    await picture(page, 'services-grouped', theme);
  });
}
