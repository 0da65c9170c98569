import { Inject, Injectable } from '@nestjs/common';
import type { LocalLimitListView, RuleListView, RuleView, WorkflowVersionsView } from '@kept/contracts';
import type { Database, OpenCounts } from '@kept/database';
import type { WorkflowDefinition } from '@kept/domain';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';
import { presentLocalLimits } from './local-limit.presenter.js';
import { openOf, presentRule, presentRules, publishedAt } from './rule.presenter.js';
import { changesRules } from './rule.policy.js';

/** By what dates are counted: the rules of the library, the council's own limits, and the versions of a workflow. */
@Injectable()
export class ReadRules {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(caller: Caller): Promise<RuleListView> {
    const counts = await this.counts(caller);
    return { rules: presentRules(caller.reference.rules, counts?.rules ?? null), mayChange: mayChange(caller) };
  }

  /** @throws Refused 404 */
  async one(caller: Caller, key: string): Promise<RuleView> {
    const { rules, definitions } = caller.reference;
    const versions = rules.filter((rule) => rule.key === key);
    const [counts, published] = await Promise.all([this.counts(caller), this.published(caller)]);
    const known = { counts: counts?.rules ?? null, published, definitions, mayChange: mayChange(caller) };
    return presentRule(versions, known) ?? nothing();
  }

  async limits(caller: Caller): Promise<LocalLimitListView> {
    const [counts, values] = await Promise.all([
      this.counts(caller),
      this.database.ruleChanges.localValues(caller.authorityId),
    ]);
    const known = { values, counts: counts?.limits ?? null, today: caller.today };
    return { limits: presentLocalLimits(caller.reference.definitions, known), mayChange: mayChange(caller) };
  }

  /** @throws Refused 404 */
  async versions(caller: Caller, key: string): Promise<WorkflowVersionsView> {
    const versions = caller.reference.definitions.filter((each) => each.key === key);
    const newest = versions.at(-1) ?? nothing();
    const [counts, published] = await Promise.all([this.counts(caller), this.published(caller)]);
    return {
      key,
      title: newest.title.officer,
      versions: versions.map((each) => ({
        version: each.version,
        publishedAt: publishedAt(published, { what: 'workflow', key, version: each.version }),
        open: openOf(counts?.workflows ?? null, key, each.version),
        ...partsOf(each),
      })),
      mayChange: mayChange(caller),
    };
  }

  /** For those who change rules: to others a count could tell of an item that is out of their sight. */
  private counts(caller: Caller): Promise<OpenCounts | null> {
    return mayChange(caller) ? this.database.ruleChanges.openCounts(caller.authorityId) : Promise.resolve(null);
  }

  private published({ authorityId }: Caller) {
    return this.database.ruleChanges.published(authorityId);
  }
}

function mayChange({ actor }: Caller): boolean {
  return changesRules.allows(actor.roles);
}

function partsOf({ states, fields }: WorkflowDefinition) {
  const open = Object.entries(states).filter(([, { final }]) => !final);
  return {
    states: open.map(([key, { label }]) => ({ key, title: label })),
    fields: Object.entries(fields).map(([key, { label }]) => ({ key, title: label })),
  };
}

function nothing(): never {
  throw notFound();
}
