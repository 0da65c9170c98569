import { Inject, Injectable } from '@nestjs/common';
import type {
  NewRaisingLinkView,
  RaisingLinkBody,
  RaisingLinkListView,
  RaisingLinksQuery,
  RaisingLinkView,
} from '@kept/contracts';
import type { Database, RaisingLink } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { conflict, incomplete, notFound } from '../http/problem.js';

/** One-time links by which young people raise a card without an account. */
@Injectable()
export class GiveLinks {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(caller: Caller, { cursor, limit }: RaisingLinksQuery): Promise<RaisingLinkListView> {
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const { links, nextCursor } = await this.database.raising.list(caller.authorityId, page);
    return { links: links.map((link) => present(link, caller)), councils: councilsOf(caller), nextCursor };
  }

  /** @throws Refused 422 for a body that is no council of children and young people */
  async make(caller: Caller, { raisedBy, days }: RaisingLinkBody): Promise<NewRaisingLinkView> {
    if (!councilsOf(caller).some(({ key }) => key === raisedBy)) {
      throw incomplete([{ field: 'raisedBy', text: 'Choose the council that raises it.' }]);
    }
    const { id, secret } = await this.database.raising.make(caller, { raisedBy, days });
    const [made, authorities] = await Promise.all([
      this.database.raising.read(caller.authorityId, id),
      this.database.authorities.list(),
    ]);
    const authority = authorities.find((each) => each.id === caller.authorityId);
    if (made === null || authority === undefined) throw notFound();
    return { ...present(made, caller), path: `/public/${authority.key}/raise/${secret}` };
  }

  /** @throws Refused 404 for a link that is not there, 409 where it is open no more */
  async revoke(caller: Caller, id: string): Promise<RaisingLinkView> {
    const known = isUuid(id) ? await this.database.raising.read(caller.authorityId, id) : null;
    if (known === null) throw notFound();
    if (!(await this.database.raising.revoke(caller, id))) throw conflict('This link is open no more.');
    return present({ ...known, status: 'revoked' }, caller);
  }
}

/** The bodies by which a challenge card may be raised. */
function councilsOf({ reference }: Caller): { key: string; title: string }[] {
  const definition = reference.definitions.findLast(({ key }) => key === 'challenge-card');
  const of = definition?.fields['raisedBy']?.of ?? [];
  return reference.organisation.bodies.filter(({ key }) => of.includes(key)).map(({ key, title }) => ({ key, title }));
}

function present({ raisedBy, ...link }: RaisingLink, { reference }: Caller): RaisingLinkView {
  const title = reference.organisation.bodies.find(({ key }) => key === raisedBy)?.title ?? raisedBy;
  return { ...link, raisedBy: { key: raisedBy, title } };
}
