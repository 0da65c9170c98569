import type { CalendarChangeListView, CalendarView, PeopleView, RuleChangeListView } from '@kept/contracts';
import { ask } from '../ask.js';
import { because, farDay, first } from './address.js';
import type { Addresses, Opens } from './address.js';
import type { Officer } from '../officer.js';

export const ofTheAdministrator: Opens = async (administrator) => ({
  ...(await ofPeople(administrator)),
  ...(await ofCalendars(administrator)),
  ...(await ofRules(administrator)),
  ...(await ofChannels(administrator)),
  'set-up': '/set-up',
});

async function ofPeople(administrator: Officer): Promise<Addresses> {
  const { people } = await ask<PeopleView>(administrator, '/people');
  const who = (role: string) => first(people.filter(({ roles }) => roles.includes(role))).id;
  const [leaver, away, post] = [`/people/${who('auditor')}`, `/people/${who('plan-lead')}`, '/posts/head-of-18-plus'];
  await ask(administrator, `${leaver}/leaving`, { method: 'POST', body: { lastDay: farDay } });
  await ask(administrator, `${away}/absences`, { method: 'POST', body: { from: farDay, to: farDay } });
  const cover = { person: who('officer'), from: farDay, to: farDay };
  await ask(administrator, `${post}/cover`, { method: 'POST', body: cover });
  return {
    people: '/people',
    'person-new': '/people/new',
    unowned: '/people/unowned',
    person: away,
    'person-change': `${away}/change`,
    'person-absence': `${away}/absence`,
    'person-absence-end': `${away}/absences/${farDay}/end`,
    'person-leaving': `${away}/leaving`,
    'person-leaving-undo': `${leaver}/leaving/undo`,
    'person-return': `${leaver}/return`,
    posts: '/posts',
    'post-new': '/posts/new',
    post,
    'post-change': `${post}/change`,
    'post-holder': `${post}/holders/new`,
    'post-holder-end': `${post}/holders/2016-01-01/end`,
    'post-hand-over': `${post}/hand-over`,
    'post-cover': `${post}/cover/new`,
    'post-cover-end': `${post}/cover/${farDay}/end`,
  };
}

async function ofCalendars(administrator: Officer): Promise<Addresses> {
  const closures = '/calendars/council-closures';
  const term = await aTermOfTheirs(administrator);
  const closed = { add: [{ date: farDay, name: 'The offices are closed' }], reason: because };
  await ask(administrator, `${closures}/changes`, { method: 'POST', body: closed });
  const { changes } = await ask<CalendarChangeListView>(administrator, '/calendars/changes');
  const change = `/calendars/changes/${first(changes).id}`;
  return {
    calendars: '/calendars',
    calendar: closures,
    'calendar-add': `${closures}/add`,
    'calendar-day': `${closures}/days/${farDay}`,
    'calendar-day-remove': `${closures}/days/${farDay}/remove`,
    'calendar-extend': `${closures}/extend`,
    'calendar-import': `${closures}/import`,
    'calendar-term': term,
    'calendar-term-remove': `${term}/remove`,
    'calendar-changes': '/calendars/changes',
    'calendar-change': change,
    'calendar-undo': `${change}/undo`,
  };
}

/** The terms of the library stay; one that the council added may be changed. */
async function aTermOfTheirs(administrator: Officer): Promise<string> {
  const calendar = '/calendars/school-terms';
  const { years } = await ask<CalendarView>(administrator, calendar);
  const theirs = years.flatMap(({ terms }) => terms).find(({ mayChange }) => mayChange);
  if (theirs) return `${calendar}/terms/${theirs.from}`;
  const term = { name: 'Term 1 of 2027-28', from: '2027-09-01', to: '2027-10-22' };
  const body = { terms: { add: [term] }, reason: because };
  await ask(administrator, `${calendar}/changes`, { method: 'POST', body });
  return `${calendar}/terms/${term.from}`;
}

async function ofRules(administrator: Officer): Promise<Addresses> {
  const agreed = { amount: '30wd', effectiveFrom: farDay, agreedBy: 'The panel', reason: because };
  await ask(administrator, '/local-limits/challenge-card/decide', { method: 'POST', body: agreed });
  const { changes } = await ask<RuleChangeListView>(administrator, '/rule-changes');
  const change = `/rules/changes/${first(changes).id}`;
  return {
    rules: '/rules',
    rule: '/rules/library/cla-review-first',
    'rule-apply': '/rules/library/cla-review-first/apply',
    'rule-changes': '/rules/changes',
    'rule-change': change,
    'rule-undo': `${change}/undo`,
    'local-limit': '/rules/limits/challenge-card/decide',
    'workflow-versions': '/rules/versions/challenge-card',
    'workflow-migrate': '/rules/versions/challenge-card/move',
  };
}

async function ofChannels(administrator: Officer): Promise<Addresses> {
  const address = 'https://prod-1.uksouth.logic.azure.com/workflows/every-page';
  await ask(administrator, '/teams/care-leavers/webhook', { method: 'PUT', body: { address } });
  const channel = '/messages/channels/care-leavers';
  return {
    'messages-set-aside': '/messages/set-aside',
    channels: '/messages/channels',
    'channel-set': channel,
    'channel-off': `${channel}/off`,
  };
}
