import { Inject, Injectable } from '@nestjs/common';
import { roles } from '@kept/domain';
import type {
  NewCalendarFeedView,
  SavedViewBody,
  SavedViewChangeBody,
  SavedViewListView,
  SavedViewView,
  ViewDigestBody,
  ViewDigestView,
} from '@kept/contracts';
import { administersViews, holdingOf, viewReaderOf } from '@kept/database';
import type { Audience, Database, FoundView, SavedView, ViewKey } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import type { Conditions } from '../http/conditions.js';
import { isUuid, newId } from '../http/ids.js';
import { conflict, forbidden, incomplete, keyReused, notFound } from '../http/problem.js';
import { wordsOf } from '../http/words.js';
import { columnsOf } from '../rows/list-columns.js';
import { filtersOf, newestOf } from '../rows/list-query.js';
import { sharesViews } from './saved-view.policy.js';

/** Lists that people keep under a name: filters, sort and columns. What one shows is asked anew by whoever opens it. */
@Injectable()
export class KeepViews {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(caller: Caller, workflow: string | undefined): Promise<SavedViewListView> {
    const views = await this.database.savedViews.list(caller.authorityId, viewReaderOf(caller.actor), workflow ?? null);
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
   * A repeated call gives the view as it now stands, `replayed`.
   * @throws Refused 403 to share without the right, 400 for filters or columns that the list does not have, 404 for no such
   * workflow, 409 where fifty are kept already, 422 for a key that was used for something else
   */
  async save(
    caller: Caller,
    body: SavedViewBody,
    { idempotency }: Conditions,
  ): Promise<{ view: SavedViewView; replayed: boolean }> {
    const key = idempotency && { key: idempotency.key, bodyHash: `${idempotency.route} ${idempotency.bodyHash}` };
    const first = key && (await this.#savedBefore(caller, key));
    if (first) return { view: first, replayed: true };
    const view = viewOf(caller, body);
    switch (await this.database.savedViews.save(caller, view, key ?? null)) {
      case 'full':
        throw conflict('You keep fifty views already. Remove one that you no longer use.');
      case 'repeated':
        return { view: (await this.#savedBefore(caller, key!)) ?? present(view, caller), replayed: true };
      case 'saved':
        return { view: present(view, caller), replayed: false };
    }
  }

  async #savedBefore(caller: Caller, { key, bodyHash }: ViewKey): Promise<SavedViewView | null> {
    const first = await this.database.savedViews.savedBefore(caller, key);
    if (first !== null && first.bodyHash !== bodyHash) throw keyReused();
    return first && present(first.view, caller);
  }

  /** @throws Refused 404 out of sight, 403 where it is another's or may not be shared */
  async change(caller: Caller, id: string, { name, ...asked }: SavedViewChangeBody): Promise<SavedViewView> {
    const view = await this.#findOwn(caller, id);
    const changed = await this.database.savedViews.change(caller, view, {
      ...(name !== undefined && { name: name.trim() }),
      ...(asked.audience !== undefined && { audience: audienceOf({ ...asked, audience: asked.audience }, caller) }),
    });
    if (changed === null) throw notFound();
    return present({ ...changed, feedMadeAt: view.feedMadeAt, digest: view.digest }, caller);
  }

  /** @throws Refused 404 out of sight, 403 where it is another's */
  async remove(caller: Caller, id: string): Promise<void> {
    const view = await this.#findOwn(caller, id);
    if (!(await this.database.savedViews.remove(caller, view))) throw notFound();
  }

  /** Makes the address by which a calendar program reads it for the caller; the one before ends. @throws Refused 404 */
  async makeFeed(caller: Caller, id: string): Promise<NewCalendarFeedView> {
    const { id: viewId } = await this.#find(caller, id);
    const { authorityId, actor } = caller;
    const { secret, madeAt } = await this.database.viewFeeds.make({ authorityId, personId: actor.personId, viewId });
    return { path: `/calendar/${secret}.ics`, madeAt };
  }

  /** One's own, also of a view that one no longer finds. @throws Refused 404 where there is none */
  async endFeed({ authorityId, actor }: Caller, id: string): Promise<void> {
    const feed = { authorityId, personId: actor.personId, viewId: id };
    if (!isUuid(id) || !(await this.database.viewFeeds.revoke(feed))) throw notFound();
  }

  /**
   * Sends it to the caller by e-mail. @throws Refused 404 out of sight, 422 where no mail reaches them, for a view of which
   * nothing would ever be told, or for one list too many
   */
  async beginDigest(caller: Caller, id: string, { every }: ViewDigestBody): Promise<ViewDigestView> {
    const view = await this.#find(caller, id);
    const { id: viewId } = view;
    const { authorityId, actor, reference } = caller;
    const { personId } = actor;
    const holding = holdingOf(view, caller);
    if (holding !== 'open') throw noMail(neverTold[holding]);
    const email = reference.organisation.people.find((person) => person.id === personId)?.email ?? '';
    if (email.trim() === '') throw noMail('You have no e-mail address here. Ask the administrator to enter it');
    const { channel } = await this.database.telling.read(authorityId, personId);
    if (channel === 'none') throw noMail('You chose to be told in Kept alone. Choose e-mail under Messages first');
    const begun = await this.database.viewDigests.begin({ authorityId, personId, viewId }, every);
    if (begun === 'full') throw noMail('You get twenty lists by e-mail already. End one that you no longer read');
    return begun;
  }

  /** One's own, also of a view that one no longer finds. @throws Refused 404 where there is none */
  async endDigest({ authorityId, actor }: Caller, id: string): Promise<void> {
    const digest = { authorityId, personId: actor.personId, viewId: id };
    if (!isUuid(id) || !(await this.database.viewDigests.end(digest))) throw notFound();
  }

  async #find(caller: Caller, id: string): Promise<FoundView> {
    const view = isUuid(id)
      ? await this.database.savedViews.read(caller.authorityId, viewReaderOf(caller.actor), id)
      : null;
    if (view === null) throw notFound();
    return view;
  }

  async #findOwn(caller: Caller, id: string): Promise<FoundView> {
    const view = await this.#find(caller, id);
    if (!mayChange(view, caller)) throw forbidden('This view is somebody else’s. Save one of your own.');
    return view;
  }
}

/** Checked against the list that it is a view of. */
function viewOf(caller: Caller, { workflow, name, query, ...asked }: SavedViewBody): FoundView {
  const audience = audienceOf(asked, caller);
  const definition = newestOf(workflow, caller);
  if (!definition) throw notFound();
  filtersOf({ ...query, workflow }, caller);
  columnsOf(query.columns, definition, caller);
  return {
    id: newId(),
    personId: caller.actor.personId,
    workflow,
    name: name.trim(),
    ...audience,
    query: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])),
    feedMadeAt: null,
    digest: null,
  };
}

const neverTold = {
  closed: 'This view is of closed items, and a list by e-mail tells of open ones. Save a view of those first',
  unanswerable: 'This view asks for what its list no longer has. Save it anew first',
};

const noMail = (text: string) => incomplete([{ field: 'every', text }]);

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

function present(view: FoundView, caller: Caller): SavedViewView {
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
