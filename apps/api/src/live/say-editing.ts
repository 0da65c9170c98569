import { Inject, Injectable } from '@nestjs/common';
import { maySee, mayWorkOn, scopeOf, type WorkItem } from '@kept/domain';
import type { EditingView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { forbidden, notFound } from '../http/problem.js';

/** Who is changing an item now, for whoever sees it; said by whoever may work on it. */
@Injectable()
export class SayEditing {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 out of sight */
  async read(caller: Caller, idOrReference: string): Promise<EditingView> {
    return this.others(caller, idOrReference);
  }

  /** @throws Refused 404 out of sight, 403 for who may only read it */
  async begin(caller: Caller, idOrReference: string): Promise<EditingView> {
    const item = await this.workable(caller, idOrReference);
    await this.database.editing.begin(signOf(caller, item));
    return this.others(caller, item.id);
  }

  /** @throws Refused 404 out of sight, 403 for who may only read it */
  async end(caller: Caller, idOrReference: string): Promise<void> {
    const item = await this.workable(caller, idOrReference);
    await this.database.editing.end(signOf(caller, item));
  }

  private async others({ authorityId, actor, reference }: Caller, which: string): Promise<EditingView> {
    const signs = await this.database.editing.list(authorityId, which, scopeOf(reference.definitions, actor));
    if (signs === null) throw notFound();
    const nameOf = (id: string) => reference.organisation.people.find((person) => person.id === id)?.name;
    return {
      editors: signs.flatMap(({ personId, since }) => {
        const name = personId === actor.personId ? undefined : nameOf(personId);
        return name === undefined ? [] : [{ name, since }];
      }),
    };
  }

  private async workable(caller: Caller, which: string): Promise<WorkItem> {
    const { authorityId, actor } = caller;
    const read = await this.database.workItems.read({ authorityId, actor }, which);
    if (!read || !maySee(read.item, read.facts.definition, actor)) throw notFound();
    if (!mayWorkOn(read.item, read.facts.definition, actor)) throw forbidden('You may read this item, not change it.');
    return read.item;
  }
}

const signOf = ({ authorityId, actor }: Caller, { id }: WorkItem) => ({
  authorityId,
  itemId: id,
  personId: actor.personId,
});
