import { randomUUID } from 'node:crypto';
import type { BulkChangeView, CohortImportsView, SavedViewView } from '@kept/contracts';
import { ask } from '../ask.js';
import { triagedCard } from '../cards.js';
import { because, first } from './address.js';
import type { Opens } from './address.js';
import { ofTheApprover } from './of-young-people.js';

export const ofTheOfficer: Opens = async (officer) => {
  const { reference, path } = await triagedCard(officer, 'A lift to the swimming pool');
  const view = await ask<SavedViewView>(officer, '/saved-views', {
    method: 'POST',
    body: { workflow: 'challenge-card', name: 'What is open', query: { closed: 'false' } },
  });
  const changed = await ask<BulkChangeView>(officer, '/bulk-changes', {
    method: 'POST',
    body: { items: [{ item: reference }], ownerPost: 'head-of-fostering', reason: because },
    headers: { 'idempotency-key': randomUUID() },
  });
  const chosen = `?workflow=challenge-card&items=${reference}:2`;
  return {
    home: '/home/officer',
    'my-work': '/my-work',
    following: '/following',
    work: '/work',
    search: '/search?q=swimming',
    keyboard: '/keyboard',
    parts: '/ui',
    'work-list': '/work-items/challenge-card',
    'work-start': '/work-items/new',
    'work-new': '/work-items/challenge-card/new',
    item: path,
    'item-do': `${path}/do/accept`,
    'item-move': `${path}/move`,
    'item-owner': `${path}/owner`,
    'item-evidence': `${path}/evidence`,
    'item-field': `${path}/fields/question`,
    'item-link': `${path}/link`,
    'item-extend': '/work-items/challenge-card/CC-2018-002/deadlines/answer/extend',
    'bulk-owner': `/bulk-changes/owner${chosen}`,
    'bulk-step': `/bulk-changes/step${chosen}`,
    'bulk-change': `/bulk-changes/${changed.id}`,
    views: '/views',
    'view-save': '/work-items/challenge-card/save-view?closed=false',
    'view-change': `/views/${view.id}/change`,
    'view-calendar': `/views/${view.id}/calendar`,
    'view-mail': `/views/${view.id}/e-mail`,
    'view-remove': `/views/${view.id}/remove`,
    'work-programme': '/work-programme',
    workflow: '/workflows/challenge-card',
    'workflow-difference': '/workflows/challenge-card/versions/3/3',
    'test-bench': '/workflows/challenge-card/test-bench',
    messages: '/messages',
    'how-you-are-told': '/messages/how-you-are-told',
    ...(await ofTheApprover(officer)),
  };
};

export const ofTheCaseworker: Opens = async (caseworker) => {
  const { imports } = await ask<CohortImportsView>(caseworker, '/cohorts/virtual-school/imports');
  const school = '/cohorts/virtual-school';
  const child = '/work-items/ehcp-escalation/EE-2019-001';
  return {
    cohort: school,
    'cohort-children': `${school}/children`,
    'cohort-import': `${school}/import`,
    'cohort-imports': `${school}/imports`,
    'cohort-undo': `${school}/imports/${first(imports).id}/undo`,
    'item-suspend': `${child}/suspend`,
    'item-schedule': `${child}/deadlines/progress/schedule`,
    'item-record': `${child}/records/consultations`,
    'item-record-complete': `${child}/records/consultations/1`,
    'item-level-raise': `${child}/levels/4/raise`,
  };
};

export const ofTheDirector: Opens = () => {
  const child = '/work-items/ehcp-escalation/EE-2019-002';
  return Promise.resolve({
    'item-level-acknowledge': `${child}/levels/4/acknowledge`,
    'item-level-answer': `${child}/levels/4/answer`,
    'plan-coverage': '/plan-coverage',
  });
};
