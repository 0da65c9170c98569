import { Inject, Injectable } from '@nestjs/common';
import { answerStep, mayDecidePublication, maySee, scopeOf, verdictOnAnswer, whyNotPublished } from '@kept/domain';
import type { WorkItem } from '@kept/domain';
import type {
  CardPublicationsQuery,
  CardPublicationsView,
  PublicationBody,
  PublicationListQuery,
  PublicationListView,
  PublicationView,
} from '@kept/contracts';
import type { ApproveOutcome, Database, Publication } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { conflict, forbidden, notFound, type Refused } from '../http/problem.js';
import { presentPublication } from './publication.presenter.js';

const ended = 'It waits for nobody any more. Read it again.';
const refusals: Readonly<Record<Exclude<ApproveOutcome, 'published'>, () => Refused>> = {
  unknown: notFound,
  own: () => forbidden('Somebody else has to approve what you proposed.'),
  ended: () => conflict(ended),
  unshowable: () => conflict('The card may not be shown as it now stands.'),
  moved: () =>
    conflict(
      'The card was answered anew, or the young people have given a verdict since. Propose the words as it now is.',
    ),
};

/** Publishing is an act of two people: one proposes the plain words, another approves them. */
@Injectable()
export class PublishCard {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(caller: Caller, { status, limit, cursor }: PublicationListQuery): Promise<PublicationListView> {
    const query = { status, limit, ...(cursor !== undefined && { cursor }) };
    const scope = scopeOf(caller.reference.definitions, caller.actor);
    const { publications, nextCursor } = await this.database.publications.list(caller.authorityId, query, scope);
    return { publications: publications.map((each) => presentPublication(each, caller)), nextCursor };
  }

  /** @throws Refused 404 for a card that the caller may not see */
  async ofCard(
    caller: Caller,
    idOrReference: string,
    { cursor, limit }: CardPublicationsQuery,
  ): Promise<CardPublicationsView> {
    const item = await this.visible(caller, idOrReference);
    const query = { workItemId: item.id, limit, ...(cursor !== undefined && { cursor }) };
    const found = await this.database.publications.ofItem(caller.authorityId, query);
    const whyNot = whyNotPublished(item);
    const proposes = caller.actor.roles.some((role) => role === 'officer' || role === 'participation');
    return {
      whyNot,
      mayPropose: proposes && whyNot === null && found.waiting === null,
      ...found,
      publications: found.publications.map((each) => presentPublication(each, caller)),
    };
  }

  /** @throws Refused 404; 409 where the card may not be shown, or a proposal for it waits already */
  async propose(caller: Caller, idOrReference: string, body: PublicationBody): Promise<PublicationView> {
    const item = await this.visible(caller, idOrReference);
    const whyNot = whyNotPublished(item);
    if (whyNot !== null) throw conflict(`This card may not be published. ${whyNot}`);
    const said = verdictOnAnswer(item);
    const verdict = said === null || body.verdictWords ? said : { ...said, words: null };
    const asked = { askedBy: raisedBy(item, caller), verdict, answerStep: answerStep(item) };
    const draft = { workItemId: item.id, texts: body.texts, ...asked };
    const outcome = await this.database.publications.propose(caller, draft);
    if (outcome === 'waiting')
      throw conflict('A proposal for this card waits already: it is approved or refused first.');
    if (typeof outcome === 'string') throw refusals[outcome]();
    return this.show(caller, outcome.id);
  }

  /**
   * @throws Refused 403 for one's own proposal, or for a director who does not answer for the card; 404; 409 where it waits
   * no more, the card may no longer be shown, or it was answered or given a verdict since
   */
  async approve(caller: Caller, id: string): Promise<PublicationView> {
    await this.decidable(caller, id);
    const outcome = await this.database.publications.approve(caller, id);
    if (outcome !== 'published') throw refusals[outcome]();
    return this.show(caller, id);
  }

  /** @throws Refused 403 as for approving; 404; 409 where it waits no more */
  async refuse(caller: Caller, id: string, reason: string): Promise<PublicationView> {
    await this.decidable(caller, id);
    if (!(await this.database.publications.refuse(caller, id, reason))) throw conflict(ended);
    return this.show(caller, id);
  }

  /** @throws Refused 404; 409 where it is not on the page */
  async withdraw(caller: Caller, id: string, reason: string): Promise<PublicationView> {
    await this.found(caller, id);
    if (!(await this.database.publications.withdraw(caller, id, reason)))
      throw conflict('It is not on the public page.');
    return this.show(caller, id);
  }

  async show(caller: Caller, id: string): Promise<PublicationView> {
    return presentPublication(await this.found(caller, id), caller);
  }

  private async found(caller: Caller, id: string): Promise<Publication> {
    const publication = isUuid(id) ? await this.database.publications.read(caller.authorityId, id) : null;
    if (publication === null) throw notFound();
    await this.visible(caller, publication.workItemId);
    return publication;
  }

  private async decidable(caller: Caller, id: string): Promise<void> {
    const publication = await this.found(caller, id);
    if (!mayDecidePublication(publication, caller.actor, caller.reference.organisation))
      throw forbidden('The director who answers for this card decides, or an officer or participation worker.');
  }

  private async visible({ authorityId, actor }: Caller, idOrReference: string): Promise<WorkItem> {
    const read = await this.database.workItems.read({ authorityId, actor }, idOrReference);
    if (!read || !maySee(read.item, read.facts.definition, actor)) throw notFound();
    return read.item;
  }
}

/** The council of young people that asked, by its title. */
function raisedBy({ fields }: WorkItem, { reference }: Caller): string {
  const key = fields['raisedBy'];
  return reference.organisation.bodies.find((body) => body.key === key)?.title ?? 'Young people';
}
