/**
 * Everything that must be sent for the imaginary items of a-year/cases.yaml, each left untouched for a year, as
 * a-year/sent.csv: one line for each message, with its London time. It reads the workflow files as data and counts by
 * arithmetic of its own; packages/workflows/src/a-year.test.ts plays the same year with the product and compares.
 *
 *   node docs/how-to/make-a-year.mjs            writes the file
 *   node docs/how-to/make-a-year.mjs --check    status 1 where the file says something else
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { answerLimit, dayOf, londonOf, startLimit, utcOf } from './own-year.mjs';
import { step } from './own-arithmetic.mjs';

const content = new URL('../../packages/workflows/', import.meta.url);
const { parse } = createRequire(new URL('package.json', content))('yaml');
const read = (url) => parse(readFileSync(url, 'utf8'));
const world = read(new URL('a-year/cases.yaml', import.meta.url));
const file = new URL('a-year/sent.csv', import.meta.url);

// ---- who is there, and who sees what ----

const postOf = (key) => world.posts.find((post) => post.key === key);
const holds = (span, post, day) => span.post === post && span.from <= day && day <= span.to;
const isVacant = (post, day) => world.vacant.some((span) => holds(span, post, day));
const isAway = (post, day) => world.away.some((span) => holds(span, post, day));

function isThere(post, day) {
  if (world.covers.some((cover) => holds(cover, post, day) && !isAway(cover.by, day))) return true;
  return !isVacant(post, day) && !isAway(post, day);
}

function seesItems(role, { transitions, visibility }) {
  const by = Object.values(transitions).flatMap((transition) => transition.by ?? []);
  return by.includes(role) || [visibility[role] ?? []].flat().includes('item');
}

/** The posts that a role is told by: whoever holds one of them that day and sees the item. */
function postsOfRole(role, { definition }, day) {
  const posts = world.posts.filter(({ key, roles }) => roles.includes(role) && !isVacant(key, day));
  return seesItems(role, definition) ? posts.map(({ key }) => key).sort() : [];
}

// ---- what each act tells ----

function told(item, at, { kind, limit, what, dueOn, posts }) {
  for (const post of new Set(posts))
    item.sent.push([londonOf(at), item.name, item.workflow, kind, limit, what, dueOn, post].join(','));
}

function actOnDate(item, limit, act) {
  const { use, key, dueOn } = limit;
  const listed = act.kind === 'due' && use.lists === 'weekly';
  const above = postOf(item.owner).reportsTo;
  const beside = listed ? [above ?? item.owner] : use.tells ? postsOfRole(use.tells, item, dayOf(act.at)) : [];
  const kind = act.kind === 'reminder' ? 'reminder' : listed ? 'exception' : 'overdue';
  told(item, act.at, { kind, limit: key, what: act.mark, dueOn, posts: [item.owner, ...beside] });
  if (act.kind !== 'due') return;
  if (limit.isCheckIn) {
    limit.acts = [];
    item.served.push(limit.meeting);
    openCheckIn(item, step(dueOn, 1), { now: act.at, no: limit.no + 1 });
  }
  if (limit.level !== undefined) climb(item, { path: limit.path, above: limit.level, by: limit.raisedFor }, act.at);
}

function openCheckIn(item, day, { now, no }) {
  const use = item.definition.states[item.state].every;
  const limit = use && startLimit(use, item, { begun: { day, time: '00:00' }, now, no, isCheckIn: true });
  if (limit) item.limits.push(limit);
}

// ---- levels ----

function postOfLevel({ to }, item) {
  if (to === 'owner.reportsTo') return postOf(item.owner).reportsTo;
  return item.definition.fields[to]?.type === 'post' ? item.fields[to] : to;
}

function takes(level, item, day) {
  if (level.agenda) return item.definition.classification === 'unrestricted' && item.definition.about !== 'child';
  const post = postOfLevel(level, item);
  return post !== undefined && postOf(post) !== undefined && isThere(post, day);
}

/** To the first level above that somebody takes; told to the owner and the administrators where nobody does. */
function climb(item, { path, above, by }, at) {
  const day = dayOf(at);
  const left = path.filter(({ level }) => level > above);
  if (left.length === 0 || item.level >= left[0].level) return;
  const next = left.find((level) => takes(level, item, day));
  if (next !== undefined) {
    raise(item, { level: next, path, by }, at);
    return;
  }
  const posts = [item.owner, ...postsOfRole('administrator', item, day)];
  told(item, at, { kind: 'escalation', limit: by.key, what: 'nobody', dueOn: by.dueOn, posts });
}

function raise(item, { level, path, by }, at) {
  item.level = level.level;
  item.raised += 1;
  const what = `level ${level.level}`;
  if (level.agenda) {
    const posts = [item.owner, ...postsOfRole('democratic-services', item, dayOf(at))];
    told(item, at, { kind: 'escalation', limit: by.key, what, dueOn: by.dueOn, posts });
    return;
  }
  const asked = { day: dayOf(at), now: at, no: item.raised };
  const answer = level.answerWithin && answerLimit(level.level, level.answerWithin, asked);
  if (answer) item.limits.push({ ...answer, path, raisedFor: by });
  const posts = [postOfLevel(level, item)];
  told(item, at, { kind: 'escalation', limit: answer ? answer.key : '', what, dueOn: answer?.dueOn ?? '', posts });
}

// ---- a year ----

function begin({ name, workflow, at, fields, through = [], state }) {
  const definition = read(new URL(`definitions/${workflow}.yaml`, content));
  const [day, time] = at.split('T');
  const given = Object.assign({}, fields, ...through.filter((each) => each.transition).map((each) => each.fields));
  const owner = given.ownerPost ?? definition.owner.default;
  const item = { name, workflow, definition, state, fields: given, owner, level: 0, raised: 0, sent: [], served: [] };
  Object.assign(item, { world, limits: [] });
  const now = utcOf(day, time);
  for (const use of definition.states[state].limits) {
    if (use.metBy === undefined || given[use.metBy] === undefined)
      item.limits.push(startLimit(use, item, { begun: { day, time }, now, no: 1 }));
  }
  openCheckIn(item, day, { now, no: 1 });
  return item;
}

/** The next act of all limits, soonest first; of one instant, in the order in which the limits began. */
function nextOf({ limits }) {
  const waiting = limits.filter(({ acts }) => acts.length > 0);
  return waiting.reduce(
    (first, limit) => (first === null || limit.acts[0].at < first.acts[0].at ? limit : first),
    null,
  );
}

function live(item, until) {
  for (let limit = nextOf(item); limit !== null && limit.acts[0].at <= until; limit = nextOf(item)) {
    const act = limit.acts.shift();
    if (act.kind !== 'level') actOnDate(item, limit, act);
    else if (item.level < act.mark)
      climb(item, { path: item.definition.escalation[limit.use.escalation], above: act.mark - 1, by: limit }, act.at);
  }
  return item.sent;
}

/** By time, and of one minute by what is said. */
const inOrder = (lines) => lines.sort((a, b) => (instantOf(a) + a < instantOf(b) + b ? -1 : 1));
function instantOf(line) {
  const [day, rest] = line.split('T');
  return utcOf(day, rest.slice(0, 5));
}

const [lastDay, lastTime] = world.ends.split('T');
const until = utcOf(lastDay, lastTime);
const lines = world.cases.flatMap((each) => inOrder(live(begin(each), until)));
const text = `${['at,item,workflow,kind,limit,what,due on,post', ...lines].join('\n')}\n`;
if (process.argv.includes('--check')) {
  const same = readFileSync(file, 'utf8') === text;
  console.log(same ? `${lines.length} messages, as the file says.` : 'a-year/sent.csv says something else.');
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(file, text);
  console.log(`${lines.length} messages of ${world.cases.length} items.`);
}
