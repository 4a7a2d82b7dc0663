import type { AuditList, AuditListName } from '../../shared/wire/audit.ts';
import type { FindingList } from '../../shared/wire/findings.ts';
import type { AddressHistory } from '../../shared/wire/history.ts';
import type { NodeList } from '../../shared/wire/nodes.ts';
import type { RangeList } from '../../shared/wire/ranges.ts';
import type { ServiceList } from '../../shared/wire/services.ts';
import type { Api } from './api.ts';
import { collectPages } from './collectPages.ts';
import type { AuditFilters, FindingFilters, NodeFilters, ServiceFilters } from './queries.ts';

/** Most rows of one export: ten times what anybody reads, and a file that every spreadsheet opens. */
const bound = 20_000;
const limit = 1000;

/** Every Service that fits, page after page; cut where there are more than an export holds. */
export const everyService = (api: Api, filters: ServiceFilters) =>
  collectPages((cursor) => api.get<ServiceList>('/services', { ...filters, limit, cursor }), bound);

/** Every node that fits. */
export const everyNode = (api: Api, filters: NodeFilters) =>
  collectPages((cursor) => api.get<NodeList>('/nodes', { ...filters, limit, cursor }), bound);

/** Every finding that fits. */
export const everyFinding = (api: Api, filters: FindingFilters) =>
  collectPages((cursor) => api.get<FindingList>('/findings', { ...filters, limit, cursor }), bound);

/** Every range that --ranges FILE declares. */
export const everyRange = (api: Api) => collectPages((cursor) => api.get<RangeList>('/ranges', { limit, cursor }), bound);

/** Everybody who held an address, as far as it is kept. */
export const everyTenancy = (api: Api, address: string) =>
  collectPages(async (cursor) => {
    const { tenancies: items, next } = await api.get<AddressHistory>(`/addresses/${encodeURIComponent(address)}/history`, {
      limit,
      cursor,
    });
    return { items, total: null, next };
  }, bound);

/** Everything of a list of the audit that fits. */
export const everyAuditItem = (api: Api, list: AuditListName, filters: AuditFilters) =>
  collectPages((cursor) => api.get<AuditList>(`/audit/${list}`, { ...filters, limit, cursor }), bound);
