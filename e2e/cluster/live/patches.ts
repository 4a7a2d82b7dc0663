import type { AuditItem } from '../../../shared/wire/audit.ts';
import { agree } from '../agreement.ts';
import type { Api } from '../api.ts';
import { differences } from '../differences.ts';
import { serviceFamilies } from '../recount/audit.ts';
import { paths, type Service } from '../snapshot.ts';
import { createService } from './services.ts';
import type { Stage } from './stage.ts';

/**
 * The commands that the audit offers for a second family, each as a dry run: the API server must take it, keep the first family and add
 * the other. Where none is offered though something is left to do, neither change that could add one may do so. Then one in earnest.
 */
export async function playPatches(stage: Stage): Promise<void> {
  const { api, product, report } = stage;
  await createService(stage, 'to-patch', { selector: { app: 'cidrscape' }, ipFamilyPolicy: 'SingleStack' });
  await agree('a Service of one family', api, product, report);
  const stored = new Map(((await api.list<Service>(paths.Service)) ?? []).map((one) => [nameOf(one.metadata), one]));
  const items = await product.all<AuditItem>('/audit/services?todo=true');
  const lines = { offered: 0, notOffered: 0 };
  const wrong: string[] = [];
  for (const item of items) {
    const name = nameOf(item);
    const service = stored.get(name);
    if (!service) continue;
    const [first] = serviceFamilies(service);
    const both = first === 'IPv4' ? ['IPv4', 'IPv6'] : ['IPv6', 'IPv4'];
    if (item.patch !== null) {
      lines.offered++;
      wrong.push(...differences({ status: 200, families: both }, await tried(api, item, bodyOf(item, item.patch)), name));
      continue;
    }
    lines.notOffered++;
    for (const spec of [{ ipFamilyPolicy: 'PreferDualStack' }, { ipFamilyPolicy: 'PreferDualStack', ipFamilies: both }]) {
      const { status, families } = await tried(api, item, { spec });
      if (status === 200 && families.length === 2) wrong.push(`${name}: nothing is offered, and ${JSON.stringify(spec)} adds a family`);
    }
  }
  report.check('each command for a second family does what it says, and none is kept back', wrong);
  report.fact(`commands for a second family: ${lines.offered} offered, ${lines.notOffered} not`);

  const own = items.find(({ name, namespace }) => name === 'to-patch' && namespace === stage.world.name);
  if (!own?.patch) return report.skip('a command in earnest', 'none is offered where there is one family');
  await api.merge(pathOf(own), bodyOf(own, own.patch));
  await agree('a Service patched as the audit says', api, product, report);
  const left = (await product.all<AuditItem>('/audit/services?todo=true')).map(nameOf);
  report.check('it has left the worklist', left.includes(nameOf(own)) ? [nameOf(own)] : []);
}

const nameOf = ({ namespace, name }: { readonly namespace?: string | null; readonly name: string }) => `${namespace}/${name}`;

const pathOf = ({ namespace, name }: AuditItem) => `/api/v1/namespaces/${namespace}/services/${name}`;

/** What kubectl would send; throws where the command is not for this very Service. */
function bodyOf({ namespace, name }: AuditItem, command: string): object {
  const [, body = ''] = /--type merge --patch '(.*)'$/.exec(command) ?? [];
  if (!command.startsWith(`kubectl patch service ${name} --namespace ${namespace} --type merge`)) throw new Error(`${name}: ${command}`);
  return JSON.parse(body) as object;
}

async function tried(api: Api, item: AuditItem, body: object): Promise<{ readonly status: number; readonly families: readonly string[] }> {
  const answer = await api.answer('PATCH', `${pathOf(item)}?dryRun=All`, body);
  const { spec } = JSON.parse(answer.body) as { spec?: { ipFamilies?: string[] } };
  return { status: answer.status, families: answer.status === 200 ? (spec?.ipFamilies ?? []) : [] };
}
