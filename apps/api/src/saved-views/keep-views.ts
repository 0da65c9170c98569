import { Inject, Injectable } from '@nestjs/common';
import { roles } from '@kept/domain';
import type { SavedViewBody, SavedViewChangeBody, SavedViewListView, SavedViewView } from '@kept/contracts';
import type { Audience, Database, SavedView, ViewReader } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid, newId } from '../http/ids.js';
import { conflict, forbidden, incomplete, notFound } from '../http/problem.js';
import { wordsOf } from '../http/words.js';
import { columnsOf } from '../rows/list-columns.js';
import { filtersOf, newestOf } from '../rows/list-query.js';
import { administersViews, sharesViews } from './saved-view.policy.js';

/** Lists that people keep under a name: filters, sort and columns. What one shows is asked anew by whoever opens it. */
@Injectable()
export class KeepViews {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(caller: Caller, workflow: string | undefined): Promise<SavedViewListView> {
    const views = await this.database.savedViews.list(caller.authorityId, readerOf(caller), workflow ?? null);
    return {
      views: views.map((view) => present(view, caller)),
      mayShare: sharesViews(caller.actor.roles),
      roles: roles.map((key) => ({ key, label: wordsOf(key) })),
    };
  }

  /** @throws Refused 404 where there is none, or none that the caller finds */
  async read(caller: Caller, id: string): Promise<SavedViewView> {
    return present(await this.#find(caller, id), caller);
  }

  /**
   * @throws Refused 403 to share without the right, 400 for filters or columns that the list does not have, 404 for no such
   * workflow, 409 where fifty are kept already
   */
  async save(caller: Caller, { workflow, name, query, ...asked }: SavedViewBody): Promise<SavedViewView> {
    const audience = audienceOf(asked, caller);
    const definition = newestOf(workflow, caller);
    if (!definition) throw notFound();
    filtersOf({ ...query, workflow }, caller);
    columnsOf(query.columns, definition, caller);
    const view: SavedView = {
      id: newId(),
      personId: caller.actor.personId,
      workflow,
      name: name.trim(),
      ...audience,
      query: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])),
    };
    if ((await this.database.savedViews.save(caller, view)) === 'full') {
      throw conflict('You keep fifty views already. Remove one that you no longer use.');
    }
    return present(view, caller);
  }

  /** @throws Refused 404 out of sight, 403 where it is another's or may not be shared */
  async change(caller: Caller, id: string, { name, ...asked }: SavedViewChangeBody): Promise<SavedViewView> {
    const view = await this.#findOwn(caller, id);
    const shared = asked.audience === undefined ? {} : audienceOf({ ...asked, audience: asked.audience }, caller);
    const changed = { ...view, ...shared, ...(name !== undefined && { name: name.trim() }) };
    if (!(await this.database.savedViews.change(caller, changed))) throw notFound();
    return present(changed, caller);
  }

  /** @throws Refused 404 out of sight, 403 where it is another's */
  async remove(caller: Caller, id: string): Promise<void> {
    const view = await this.#findOwn(caller, id);
    if (!(await this.database.savedViews.remove(caller, view))) throw notFound();
  }

  async #find(caller: Caller, id: string): Promise<SavedView> {
    const view = isUuid(id) ? await this.database.savedViews.read(caller.authorityId, readerOf(caller), id) : null;
    if (view === null) throw notFound();
    return view;
  }

  async #findOwn(caller: Caller, id: string): Promise<SavedView> {
    const view = await this.#find(caller, id);
    if (!mayChange(view, caller)) throw forbidden('This view is somebody else’s. Save one of your own.');
    return view;
  }
}

/** The administrator finds what is shared with any role. */
function readerOf({ actor }: Caller): ViewReader {
  return { personId: actor.personId, roles: administersViews(actor.roles) ? roles : actor.roles };
}

function mayChange({ personId, audience }: SavedView, { actor }: Caller): boolean {
  return personId === actor.personId || (audience !== 'private' && administersViews(actor.roles));
}

function audienceOf(asked: { audience: Audience['audience']; role?: string | undefined }, { actor }: Caller): Audience {
  const { audience, role = null } = asked;
  if (audience !== 'private' && !sharesViews(actor.roles)) {
    throw forbidden('An officer or the administrator shares views. Save it for yourself.');
  }
  if (role !== null && !roles.some((each) => each === role)) {
    throw incomplete([{ field: 'role', text: 'There is no such role.' }]);
  }
  return { audience, role };
}

function present(view: SavedView, caller: Caller): SavedViewView {
  const { personId, ...rest } = view;
  const by = caller.reference.organisation.people.find(({ id }) => id === personId)?.name ?? 'Somebody who has left';
  return {
    ...rest,
    query: { ...rest.query },
    by,
    mine: personId === caller.actor.personId,
    mayChange: mayChange(view, caller),
  };
}
