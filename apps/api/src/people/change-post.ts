import { Inject, Injectable } from '@nestjs/common';
import { faultOfReportsTo, type Post } from '@kept/domain';
import type { Missing, PostBody, PostChangeBody, PostView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { Refused, incomplete, notFound } from '../http/problem.js';
import { postAt } from './find-person.js';
import { presentPost } from './people.presenter.js';

/** Makes a post, or gives one another title, team or post above. A post is never taken away: it stands in the history of items. */
@Injectable()
export class ChangePost {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  make(caller: Caller, { key, title, reportsTo = null, team = null }: PostBody): Promise<PostView> {
    const made = key ?? keyOf(title);
    if (made === '') throw incomplete([{ field: 'title', text: 'Give a title with letters in it.' }]);
    return this.save(caller, { key: made, title, aliases: [], reportsTo, team }, true);
  }

  /** An old title stays as an alias: papers go on naming it so. */
  change(caller: Caller, post: string, { title, reportsTo, team }: PostChangeBody): Promise<PostView> {
    const before = postAt(post, caller);
    const renamed = title !== undefined && title !== before.title;
    const changed: Post = {
      ...before,
      ...(title !== undefined && { title }),
      ...(reportsTo !== undefined && { reportsTo }),
      ...(team !== undefined && { team }),
      aliases: renamed
        ? [...new Set([...before.aliases, before.title])].filter((each) => each !== title)
        : before.aliases,
    };
    return this.save(caller, changed, false);
  }

  private async save(caller: Caller, post: Post, isNew: boolean): Promise<PostView> {
    const missing = faultsOf(post, caller);
    if (missing.length > 0) throw incomplete(missing);
    const outcome = await this.database.posts.put(caller, post, isNew);
    if (outcome === 'unknown') throw notFound();
    if (outcome === 'duplicate') {
      const text = 'There is a post of this name already.';
      throw new Refused(409, { kind: 'conflict', detail: text, missing: [{ field: 'title', text }] });
    }
    const { organisation } = await this.database.reference.load(caller.authorityId);
    return presentPost(post, organisation, caller.today);
  }
}

function faultsOf({ key, reportsTo, team }: Post, { reference }: Caller): Missing[] {
  const above = faultOfReportsTo(key, reportsTo, reference.organisation);
  const isTeam = team === null || reference.teams.some((each) => each.key === team);
  return [
    ...(above ? [{ field: 'reportsTo', text: above }] : []),
    ...(isTeam ? [] : [{ field: 'team', text: 'Choose a team that exists.' }]),
  ];
}

/** `Head of Fostering, East` → `head-of-fostering-east`. */
function keyOf(title: string): string {
  const plain = title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');
}
