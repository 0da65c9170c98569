import {
  parseDuration,
  type Condition,
  type Duration,
  type EscalationStep,
  type FieldDefinition,
  type FieldTest,
  type LimitOrigin,
  type LimitUse,
  type LocalLimit,
  type Need,
  type RecordDefinition,
  type Requirement,
  type StateDefinition,
  type TransitionDefinition,
  type TransitionTarget,
  type WorkflowDefinition,
} from '@kept/domain';
import type {
  RawCondition,
  RawDefinition,
  RawField,
  RawLevel,
  RawLimit,
  RawLocal,
  RawNeed,
  RawRecord,
  RawState,
  RawTransition,
  RawVisibility,
} from './raw-definition.js';

/** Turns a file's value, which the schema has passed, into the definition that the rules read. Every default is set here. */
export function parseDefinition(raw: RawDefinition): WorkflowDefinition {
  return {
    key: raw.key,
    version: raw.version,
    reference: raw.reference,
    title: raw.title,
    classification: raw.classification ?? 'unrestricted',
    initial: raw.initial,
    owner: raw.owner,
    fields: mapValues(raw.fields, parseField),
    records: mapValues(raw.records, parseRecord),
    local: mapValues(raw.local, parseLocal),
    states: mapValues(raw.states, parseState),
    transitions: mapValues(raw.transitions, (transition, key) => parseTransition(transition, key, raw.states)),
    escalation: mapValues(raw.escalation, (levels) => levels.map(parseLevel)),
    visibility: mapValues(raw.visibility, parseVisibility),
    ...given({
      about: raw.about,
      skipsLevels: raw.skipsLevels,
      eligibility: raw.eligibility,
      capacity: raw.capacity,
      stalled: raw.stalled && { ...raw.stalled, without: durationOf(raw.stalled.without) },
    }),
  };
}

/** `plainWhatWeDid` → "Plain what we did", `in-progress` → "In progress". */
export function wordsOf(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function parseField(raw: RawField, key: string): FieldDefinition {
  return { ...raw, label: raw.label ?? wordsOf(key), required: raw.required ?? false, plain: raw.plain ?? false };
}

function parseRecord(raw: RawRecord, key: string): RecordDefinition {
  return {
    label: raw.label ?? wordsOf(key),
    fields: mapValues(raw.fields, parseField),
    ...given({ limit: raw.limit }),
  };
}

function parseLocal(raw: RawLocal, key: string): LocalLimit {
  const { amount, else: otherwise, label, ...rest } = raw;
  return {
    ...rest,
    label: label ?? wordsOf(key),
    ...(amount === undefined ? {} : { amount: durationOf(amount) }),
    ...(otherwise === undefined ? {} : { else: durationOf(otherwise) }),
  };
}

function parseState(
  { label, final = false, restricted = false, hiddenFrom = [], pauses, limits = [], every }: RawState,
  key: string,
): StateDefinition {
  return {
    label: label ?? wordsOf(key),
    final,
    restricted,
    hiddenFrom,
    limits: limits.map(parseLimit),
    ...given({ pauses }),
    ...(every ? { every: parseLimit(every) } : {}),
  };
}

function parseLimit(raw: RawLimit): LimitUse {
  const { from, time, earliestOf, latestOf, ...rest } = raw;
  return {
    ...rest,
    ...given({ origin: originOf({ from, time, earliestOf, latestOf }) }),
    continues: raw.continues ?? [],
    reminders: (raw.reminders ?? []).map(durationOf),
    ignoresQuietHours: raw.ignoresQuietHours ?? false,
  };
}

function originOf({ from, time, earliestOf, latestOf }: Origin): LimitOrigin | undefined {
  if (from !== undefined) return { from, ...given({ time }) };
  if (earliestOf !== undefined) return { earliestOf };
  return latestOf === undefined ? undefined : { latestOf };
}

type Origin = Record<'from' | 'time', string | undefined> & Record<'earliestOf' | 'latestOf', string[] | undefined>;

function parseTransition(raw: RawTransition, key: string, states: Record<string, RawState>): TransitionDefinition {
  return {
    label: raw.label ?? wordsOf(key),
    from: raw.from === 'open' ? openStates(states, raw.to) : raw.from,
    to: typeof raw.to === 'string' ? [{ state: raw.to, when: [] }] : raw.to.map(parseTarget),
    by: raw.by ?? [],
    needs: (raw.needs ?? []).map(parseNeed),
    asks: raw.asks ?? [],
    ...followingOf(raw),
  };
}

/** What a transition asks beyond its form, and what follows from it or makes it follow. */
function followingOf(
  raw: RawTransition,
): Pick<TransitionDefinition, 'adds' | 'abandons' | 'requires' | 'follows' | 'opens'> {
  return {
    ...given({
      adds: raw.adds,
      abandons: raw.abandons,
      requires: raw.requires?.map(parseRequirement),
      follows: raw.follows && { record: raw.follows.record, when: (raw.follows.when ?? []).map(parseCondition) },
      opens: raw.opens && { ...raw.opens, copies: raw.opens.copies ?? {} },
    }),
  };
}

/** `from: open`: every state that is not final, but for the one that the transition leads to. */
function openStates(states: Record<string, RawState>, to: RawTransition['to']): string[] {
  return Object.keys(states).filter((key) => !states[key]?.final && key !== to);
}

function parseRequirement({ that, field, text }: NonNullable<RawTransition['requires']>[number]): Requirement {
  return { that: [that].flat().map(parseCondition), field, text };
}

function parseTarget(raw: { state: string; when?: RawCondition[] }): TransitionTarget {
  return { state: raw.state, when: (raw.when ?? []).map(parseCondition) };
}

function parseNeed(raw: RawNeed): Need {
  if (typeof raw !== 'string') return { kind: 'evidence', count: raw.evidence };
  if (raw === 'ownerPost' || raw === 'reason') return { kind: raw };
  return raw === 'secondPerson' ? { kind: 'second-person' } : { kind: 'field', field: raw };
}

function parseCondition(raw: RawCondition): Condition {
  if ('all' in raw) return { kind: 'all', of: raw.all.map(parseCondition) };
  if ('any' in raw) return { kind: 'any', of: raw.any.map(parseCondition) };
  if ('added' in raw) return { kind: 'added', field: raw.added, test: parseTest(raw) };
  if ('field' in raw) return { kind: 'field', field: raw.field, test: parseTest(raw) };
  if ('latest' in raw) return { kind: 'latest', record: raw.latest, where: raw.where ?? {}, has: raw.has };
  if ('record' in raw) return { kind: 'record', record: raw.record, atLeast: raw.count ?? 1 };
  return parsePlainCondition(raw);
}

/** The conditions that name one thing. */
function parsePlainCondition(
  raw: Extract<
    RawCondition,
    | { state: string }
    | { meeting: string }
    | { consent: string }
    | { assessment: string }
    | { eligible: true }
    | { notOwner: true }
    | { differentFrom: string }
  >,
): Condition {
  if ('state' in raw) return { kind: 'state', state: raw.state };
  if ('meeting' in raw) return { kind: 'meeting-held', field: raw.meeting };
  if ('consent' in raw) return { kind: 'consent-given', record: raw.consent };
  if ('assessment' in raw) return { kind: 'assessment', is: raw.assessment };
  if ('notOwner' in raw) return { kind: 'not-owner' };
  return 'eligible' in raw ? { kind: 'eligible' } : { kind: 'different-person', transition: raw.differentFrom };
}

function parseTest(raw: object): FieldTest {
  const [[op, value] = ['isSet', true]] = Object.entries(raw).filter(([key]) => key !== 'field' && key !== 'added');
  if (op === 'isSet') return { op: value === false ? 'isNotSet' : 'isSet' };
  return { op, value } as FieldTest;
}

function parseLevel(raw: RawLevel): EscalationStep {
  const { after, answerWithin, ...rest } = raw;
  return {
    ...rest,
    ...(after === undefined ? {} : { after: durationOf(after) }),
    ...(answerWithin === undefined ? {} : { answerWithin: durationOf(answerWithin) }),
  };
}

function parseVisibility(raw: RawVisibility): readonly ('aggregate' | 'item' | 'published')[] {
  return typeof raw === 'string' ? [raw] : raw;
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is not there, so that a file that says nothing of it parses to what it always did. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}

function durationOf(text: string): Duration {
  return parseDuration(text);
}

function mapValues<In, Out>(
  from: Readonly<Record<string, In>> | undefined,
  parse: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(from ?? {}).map(([key, value]) => [key, parse(value, key)]));
}
