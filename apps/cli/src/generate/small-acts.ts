import {
  acknowledgeLevel,
  addDays,
  changeOwner,
  completeRecord,
  daysBetween,
  editWorkItem,
  escalateItem,
  extendItemDeadline,
  formFields,
  isLive,
  latestDeadline,
  limitKey,
} from '@kept/domain';
import type { LimitUse, RecordEntry } from '@kept/domain';
import { fieldValues } from './field-values.js';
import type { Life } from './life.js';
import { addOne, everybody, evidenceOf, isOpen } from './move-on.js';

/** What is done beside moving an item on, so that its other limits are mostly kept. */
export function keepUp(life: Life): void {
  completeRecords(life);
  meetByField(life);
  giveUpdate(life);
  renew(life);
}

/** Each entry with a limit of its own is mostly completed. */
function completeRecords(life: Life): void {
  for (const [kind, { limit, fields }] of Object.entries(life.living.definition.records)) {
    if (limit === undefined) continue;
    const open = (life.item.records[kind] ?? []).filter((entry) => isOpen(entry.fields, limit.metBy));
    for (const { no, fields: given } of open.filter(() => life.dice.chance(0.85)))
      life.ask(everybody(life), (item, facts, situation) => {
        const unfilled = Object.keys(fields).filter(
          (key) => isOpen(given, key) && key !== limit.from && key !== limit.on,
        );
        return completeRecord(item, { kind, no }, fieldValues([...unfilled], fields, situation), facts);
      });
  }
}

/** A limit that a field meets which no form asks for: somebody writes it down. */
function meetByField(life: Life): void {
  const { fields, transitions } = life.living.definition;
  const forms = Object.values(transitions).filter(({ from }) => from.includes(life.item.state));
  const onForms = new Set(forms.flatMap((each) => formFields(each)));
  for (const { metBy } of runningUses(life)) {
    if (metBy === undefined || fields[metBy] === undefined || onForms.has(metBy) || !life.dice.chance(0.6)) continue;
    life.ask(everybody(life), (item, facts, situation) =>
      editWorkItem(item, { fields: fieldValues([metBy], fields, situation) }, facts),
    );
  }
}

/** The check-in before a meeting or at the end of a period. */
function giveUpdate(life: Life): void {
  const use = life.living.definition.states[life.item.state]?.every;
  if (use?.metBy === undefined || life.living.definition.records[use.metBy] === undefined) return;
  const open = latestDeadline(life.item.deadlines, limitKey(use));
  if (open === undefined || !isLive(open) || daysBetween(life.today, open.dueOn) > 30) return;
  if (life.dice.chance(0.8)) addOne(life, use.metBy);
}

/** A limit that begins anew with each record or piece of evidence. */
function renew(life: Life): void {
  for (const { renewedBy } of runningUses(life)) {
    if (renewedBy === undefined || !life.dice.chance(0.5)) continue;
    if (renewedBy === 'evidence') life.ask(everybody(life), evidenceOf);
    else addOne(life, renewedBy);
  }
}

function runningUses(life: Life): readonly LimitUse[] {
  const uses = life.living.definition.states[life.item.state]?.limits ?? [];
  const live = new Set(life.item.deadlines.filter(isLive).map(({ key }) => key));
  return uses.filter((use) => live.has(limitKey(use)));
}

/** A note, a record, more time, another owner: one of what happens to an item while it waits. */
export function doSomethingSmall(life: Life): boolean {
  const { dice } = life;
  const acts: readonly [number, () => unknown][] = [
    [4, () => life.ask(everybody(life), evidenceOf)],
    [3, () => addAny(life)],
    [1.5, () => extend(life)],
    [0.6, () => handOver(life)],
  ];
  dice.weighted(acts, ([weight]) => weight)[1]();
  return true;
}

function addAny(life: Life): void {
  const { records, transitions } = life.living.definition;
  const byThemselves = new Set(Object.values(transitions).map(({ adds }) => adds));
  const kinds = Object.keys(records).filter((kind) => !byThemselves.has(kind));
  if (kinds.length > 0) addOne(life, life.dice.pick(kinds));
}

function extend(life: Life): void {
  const live = life.item.deadlines.filter(isLive);
  if (live.length === 0) return;
  const { key, dueOn, agreedOn } = life.dice.pick(live);
  const to = addDays(agreedOn ?? dueOn, life.dice.whole(5, 20));
  const reason = life.dice.pick(life.world.content.texts['reason'] ?? ['Agreed.']);
  life.ask(everybody(life), (item, facts) => extendItemDeadline(item, key, { to, reason }, facts));
}

/** To another post that shares the work. */
function handOver(life: Life): void {
  const { sharing } = life.world;
  const like = sharing.find(({ key }) => key === life.item.ownerPost)?.like;
  const others = sharing.filter((each) => each.like === like && each.key !== life.item.ownerPost);
  if (like === undefined || others.length === 0) return;
  const { key: ownerPost } = life.dice.pick(others);
  life.ask(everybody(life), (item, facts) =>
    changeOwner(item, { ownerPost, reason: 'It is theirs from now on.' }, facts),
  );
}

/** What becomes of an item that is late: it climbs, and whoever it climbed to says so and mostly answers. */
export function pressOn(life: Life): void {
  const levels = Object.values(life.living.definition.escalation).flat();
  const next = levels.map(({ level }) => level).find((level) => level > life.item.level);
  if (next !== undefined && life.dice.chance(0.35))
    life.ask(everybody(life), (item, facts) => escalateItem(item, { level: next }, facts));
  answerLevel(life);
}

function answerLevel(life: Life): void {
  const raised = life.item.records['escalations']?.at(-1);
  if (raised === undefined || !isOpen(raised.fields, 'answer')) return;
  const post = String(raised.fields['post'] ?? '');
  const people = life.world.cast.holders(post, life.today);
  if (isOpen(raised.fields, 'acknowledgedBy') && life.dice.chance(0.8)) {
    const answerBy = addDays(life.today, life.dice.whole(2, 8));
    const level = Number(raised.fields['level']);
    life.askOf(people, (item, facts) => acknowledgeLevel(item, { level, answerBy }, facts));
  } else if (life.dice.chance(0.6)) answer(life, raised, people);
}

function answer(life: Life, { no }: RecordEntry, people: Parameters<Life['askOf']>[0]): void {
  const answered = { answer: life.dice.pick(life.world.content.texts['answer'] ?? ['It is in hand.']) };
  life.askOf(people, (item, facts) => completeRecord(item, { kind: 'escalations', no }, answered, facts));
}
