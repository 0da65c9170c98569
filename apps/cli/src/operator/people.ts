import { openDatabase, type Database } from '@kept/database';
import { isLocalDate, type OrphanReason, type Span } from '@kept/domain';
import { addressFor, OperatorFault, type OperatorConfig } from './config.js';

export interface OrphanReport {
  orphans: { authority: string; reference: string; ownerPost: string; why: OrphanReason }[];
  /** There are more than are listed. */
  more: boolean;
}

export interface UnownedReport extends Span {
  posts: { authority: string; post: string; days: number; spans: Span[] }[];
  items: { authority: string; reference: string; days: number; spans: (Span & { post: string })[] }[];
}

/** So many of one authority are listed. */
const mostOrphans = 10_000;

/** Open items that nobody looks after today, over every authority. */
export function findOrphans(config: OperatorConfig): Promise<OrphanReport> {
  return reading(config, async (database) => {
    const { today } = await database.clock.now();
    const report: OrphanReport = { orphans: [], more: false };
    for (const { id, key } of await database.authorities.list()) {
      const { orphans, more } = await database.ownership.orphans(id, today, mostOrphans);
      report.more ||= more;
      report.orphans.push(
        ...orphans.map(({ item: { reference, ownerPost }, why }) => ({ authority: key, reference, ownerPost, why })),
      );
    }
    return report;
  });
}

/** Days of a period on which nobody answered for a post, and for the items that it owned. */
export function findUnowned(config: OperatorConfig, { from, to }: Span): Promise<UnownedReport> {
  for (const day of [from, to]) {
    if (!isLocalDate(day)) throw new OperatorFault('--from and --to are days, as 2020-02-17.');
  }
  if (to < from) throw new OperatorFault('--to must not lie before --from.');
  return reading(config, async (database) => {
    const report: UnownedReport = { from, to, posts: [], items: [] };
    for (const { id, key: authority } of await database.authorities.list()) {
      const { posts, items } = await database.ownership.unowned(id, { from, to });
      report.posts.push(...posts.map((each) => ({ authority, ...each })));
      report.items.push(...items.map(({ item, ...each }) => ({ authority, reference: item, ...each })));
    }
    return report;
  });
}

async function reading<T>(config: OperatorConfig, work: (database: Database) => Promise<T>): Promise<T> {
  const url = addressFor('worker', config);
  const database = await openDatabase({ url, role: 'worker', applicationName: 'kept-people', poolSize: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
