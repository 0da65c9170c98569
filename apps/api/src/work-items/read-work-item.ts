import { Inject, Injectable } from '@nestjs/common';
import { maySee, sightThen, type Facts, type WorkItem } from '@kept/domain';
import type { HistoryQuery, HistoryView, ItemPathView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';
import { linkedIn, presentHistory } from './history.presenter.js';
import { presentPath } from './path.presenter.js';
import { presentForReader } from './present-for-reader.js';
import { seenAmong } from './seen-links.js';
import type { WorkItemReply } from './work-item-reply.js';

/** Reads one item, its history, or a file of its evidence, for somebody who may see it. */
@Injectable()
export class ReadWorkItem {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, idOrReference: string): Promise<WorkItemReply> {
    const read = await this.visible(caller, idOrReference);
    return { item: await presentForReader(this.database, caller, read), created: false, replayed: false };
  }

  async history(caller: Caller, idOrReference: string, { cursor, limit }: HistoryQuery): Promise<HistoryView> {
    const { item, facts } = await this.visible(caller, idOrReference);
    const sight = sightThen(item, facts.definition, caller.actor);
    const page = { limit, sight, ...(cursor !== undefined && { cursor }) };
    const history = await this.database.workItems.seenHistory(caller, item.id, page);
    return presentHistory(history, await seenAmong(this.database, caller, linkedIn(history)));
  }

  /** The way that it has gone, as far as the caller might see it then. */
  async path(caller: Caller, idOrReference: string): Promise<ItemPathView> {
    const { item, facts } = await this.visible(caller, idOrReference);
    const sight = sightThen(item, facts.definition, caller.actor);
    return presentPath(await this.database.workItems.path(caller, item.id, sight), facts.definition, caller.today);
  }

  async file(
    caller: Caller,
    idOrReference: string,
    no: number,
  ): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
    const { item } = await this.visible(caller, idOrReference);
    const file = item.evidence.find((each) => each.no === no)?.file;
    const bytes = file && (await this.database.evidenceFiles.get(caller.authorityId, file.sha256));
    if (!file || !bytes) throw notFound();
    return { name: file.name, mediaType: file.mediaType, bytes };
  }

  /** The reference of an item that the caller may see, by its id or its reference; null for any other. */
  async referenceOf({ authorityId, actor }: Caller, idOrReference: string): Promise<string | null> {
    const read = await this.database.workItems.read({ authorityId, actor }, idOrReference);
    return read && maySee(read.item, read.facts.definition, actor) ? read.item.reference : null;
  }

  private async visible(
    { authorityId, actor }: Caller,
    idOrReference: string,
  ): Promise<{ item: WorkItem; facts: Facts }> {
    const read = await this.database.workItems.read({ authorityId, actor }, idOrReference);
    if (!read || !maySee(read.item, read.facts.definition, actor)) throw notFound();
    return read;
  }
}
