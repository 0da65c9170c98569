import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@kept/domain';
import type { CoverBody, HolderBody, PostView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { incomplete, notFound } from '../http/problem.js';
import { presentPost } from './people.presenter.js';

/** Writes down who holds a post from a day on, or who covers it for some days. People are named by id or e-mail. */
@Injectable()
export class FillPost {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async hold(caller: Caller, post: string, { person, from, to }: HolderBody): Promise<PostView> {
    const { id: personId } = this.find(caller, post, person);
    requireOrder(from, to);
    const added = await this.database.posts.addHolder(caller, { post, personId, from, to: to ?? null });
    return this.answer(caller, post, added);
  }

  async cover(caller: Caller, post: string, { person, from, to }: CoverBody): Promise<PostView> {
    const { id: personId } = this.find(caller, post, person);
    requireOrder(from, to);
    const added = await this.database.posts.addCover(caller, { post, personId, from, to });
    return this.answer(caller, post, added);
  }

  private find({ reference }: Caller, post: string, person: string): Person {
    const { posts, people } = reference.organisation;
    if (!posts.some(({ key }) => key === post)) throw notFound();
    const found = people.find(({ id, email }) => id === person || email.toLowerCase() === person.toLowerCase());
    if (!found) throw incomplete([{ field: 'person', text: 'Choose a person who is known here.' }]);
    return found;
  }

  private async answer(caller: Caller, post: string, added: 'added' | 'unknown'): Promise<PostView> {
    const { organisation } = await this.database.reference.load(caller.authorityId);
    const found = organisation.posts.find(({ key }) => key === post);
    if (added === 'unknown' || !found) throw notFound();
    return presentPost(found, organisation, caller.today);
  }
}

function requireOrder(from: string, to: string | undefined): void {
  if (to === undefined || to >= from) return;
  throw incomplete([{ field: 'to', text: 'The last day must not be before the first.' }]);
}
