import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem, Unreachable } from '../../../api/problem.js';
import { item, undertakings, workflow } from '../testing/card.js';
import { openPage } from '../testing/open-page.js';

const path = '/work-items/challenge-card/CC-2019-002';
const refusal = (status: number, detail: string, missing: { field: string; text: string }[] = []) =>
  new ApiProblem({ type: 'about:blank', title: 'Refused', status, detail, missing });

beforeEach(() => {
  vi.spyOn(api.workflows, 'list').mockResolvedValue({ workflows: [workflow] });
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.workItems, 'read').mockResolvedValue(item);
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: [], nextCursor: null });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

test('the page says who owns it, what is overdue, what is missing, and why the date is what it is', async () => {
  const { wrapper } = await openPage(path);
  const text = wrapper.text();
  expect(wrapper.get('h1').text()).toBe('Mind Your Language');
  expect(text).toContain('Nobody holds this post at the moment');
  expect(text).toContain('Ash Vale acts: the post is vacant');
  expect(text).toContain('overdue by 28 days');
  expect(text).toContain('“Answer promised for” was never given.');
  expect(wrapper.findAll('.kept-receipt li').map((step) => step.text())).toEqual([
    'Accepted.',
    '20 working days later; three days were bank holidays.',
  ]);
});

test('what a step still lacks stands before its button, and what others may do stands apart', async () => {
  const { wrapper } = await openPage(path);
  const option = wrapper.get('.kept-next__option');
  expect(option.findAll('li').map((gap) => gap.text())).toEqual([
    'Fill in “What we did”.',
    'Add a piece of evidence: a note, a link or a file.',
  ]);
  expect(option.get('a.govuk-button').attributes('href')).toBe(`${path}/do/answer`);
  expect(wrapper.text()).toContain('Withdraw: an officer');
});

test('its way is a list: where it has been, where it is, and where it may go with what is missing for that', async () => {
  vi.spyOn(api.workItems, 'path').mockResolvedValue({
    states: [
      { state: 'raised', label: 'Raised', from: '2019-11-20', until: '2019-12-17', days: 27 },
      { state: 'accepted', label: 'Accepted', from: '2019-12-17', until: null, days: 62 },
    ],
  });
  const { wrapper } = await openPage(path);
  const places = wrapper.findAll('.kept-path__place').map((place) => place.text().replace(/\s+/g, ' '));
  expect(places).toEqual([
    'Passed: Raised 20 November 2019 to 17 December 2019. 27 days',
    'Now: AcceptedSince 17 December 2019. 62 days',
    'May be next: Answered By “Answer”. Needs first: fill in “What we did”; add a piece of evidence: a note, a link or a file.',
    'May be next: Withdrawn By “Withdraw”. Nothing is missing.',
  ]);
  expect(wrapper.get('[aria-current="step"]').text()).toContain('Accepted');
});

test('who may only read it is offered nothing to change, and told so where an address leads there', async () => {
  vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...item, mayChange: false, editable: [] });
  const { wrapper, router, settle } = await openPage(path);
  expect(wrapper.get('main').text()).not.toMatch(/Change|Extend|Suspend|Add evidence|Link another/);
  await router.push(`${path}/evidence`);
  await settle();
  expect(wrapper.get('h1').text()).toBe('This is not yours to do');
  await router.push(`${path}/do/withdraw`);
  await settle();
  expect(wrapper.text()).toContain('“Withdraw” is for an officer.');
});

test('the history names the entry, the date and the owner that an event is about', async () => {
  const event = { at: '2020-01-21T09:00:00Z', occurredOn: '2020-01-21', actor: 'Kept' };
  vi.spyOn(api.workItems, 'history').mockResolvedValue({
    events: [
      { ...event, type: 'reminder-fired', fields: { deadline: 'answer', dueOn: '2020-01-20', mark: '+1wd' } },
      { ...event, type: 'item-transitioned', from: 'accepted', to: 'accepted' },
      { ...event, type: 'record-added', fields: { undertakings: { text: 'Rewrite the letter.' } } },
      { ...event, type: 'evidence-added', fields: { evidence: { no: 1, title: 'Word list' } } },
    ],
    nextCursor: null,
  });
  vi.spyOn(api.workflows, 'read').mockResolvedValue({ ...workflow, records: [undertakings] });
  const { wrapper } = await openPage(path);
  expect(wrapper.findAll('.moj-timeline__title').map((title) => title.text())).toEqual([
    'Reminder sent',
    'Still: Accepted',
    'Added to: Undertakings',
    'Evidence added',
  ]);
  expect(wrapper.findAll('.moj-timeline__description').map((details) => details.text())).toEqual([
    'Answer to the young people, 20 January 2020',
    'What was undertaken: Rewrite the letter.',
    'Word list',
  ]);
});

test('an undertaking that is open is completed, and what it says is not asked again', async () => {
  const due = {
    ...undertakings,
    fields: [...undertakings.fields, { ...workflow.fields[3]!, key: 'answer', label: 'Answer' }],
  };
  const entry = {
    no: 1,
    fields: { text: 'Rewrite the letter.' },
    addedAt: '2019-12-17T10:00:00Z',
    addedBy: 'Ash Vale',
  };
  vi.spyOn(api.workflows, 'read').mockResolvedValue({ ...workflow, records: [due] });
  vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...item, records: { undertakings: [entry] } });
  const complete = vi.spyOn(api.workItems, 'completeRecord').mockResolvedValue({ ...item, version: 5 });
  const { wrapper, router, settle } = await openPage(path);
  await router.push(wrapper.get('#record-undertakings ~ table a').attributes('href') ?? '');
  await settle();
  expect(wrapper.get('main').text()).toContain('What was undertaken: Rewrite the letter.');
  await wrapper.get('#field-answer').setValue('It went out on 3 February.');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(complete.mock.calls[0]?.slice(1, 3)).toEqual([
    { kind: 'undertakings', no: 1 },
    { answer: 'It went out on 3 February.' },
  ]);
});

test('a refusal lists what is missing, takes the focus, and leads to each control', async () => {
  vi.spyOn(api.workItems, 'transition').mockRejectedValue(
    refusal(422, 'Two things are missing.', item.transitions[0]?.missing),
  );
  const { wrapper, settle } = await openPage(`${path}/do/answer`);
  await wrapper.get('main form').trigger('submit');
  await settle();
  const summary = wrapper.get('.govuk-error-summary');
  expect(document.activeElement).toBe(summary.element);
  expect(summary.findAll('a').map((link) => link.attributes('href'))).toEqual(['#field-whatWeDid', '#add-evidence']);
  expect(wrapper.get('#field-whatWeDid-error').text()).toBe('Error: Fill in “What we did”.');
  expect(document.title).toMatch(/^Error – Answer/);
});

test('a stale save says so, keeps every word, and is sent again under the new version', async () => {
  const send = vi.spyOn(api.workItems, 'transition').mockRejectedValueOnce(refusal(412, 'It has changed.'));
  const { wrapper, router, settle } = await openPage(`${path}/do/answer`);
  await wrapper.get('#field-whatWeDid').setValue('We rewrote the word list.');
  vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...item, version: 5, stateLabel: 'In progress' });
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.text()).toContain('Somebody changed this while you were writing.');
  expect(wrapper.text()).toContain('In progress');
  expect((wrapper.get('#field-whatWeDid').element as HTMLTextAreaElement).value).toBe('We rewrote the word list.');

  send.mockResolvedValueOnce({ ...item, state: 'answered', stateLabel: 'Answered', version: 6 });
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(send.mock.calls.map(([, , options]) => options.version)).toEqual([4, 5]);
  expect(router.currentRoute.value.path).toBe(path);
  expect(wrapper.get('[role="alert"]').text()).toContain('Done: Answer');
});

test('a lost answer is tried again under the same key; other words get another', async () => {
  const send = vi.spyOn(api.workItems, 'transition').mockRejectedValue(new Unreachable());
  const { wrapper, settle } = await openPage(`${path}/do/answer`);
  const submit = async (words: string) => {
    await wrapper.get('#field-whatWeDid').setValue(words);
    await wrapper.get('main form').trigger('submit');
    await settle();
  };
  await submit('We rewrote the list.');
  expect(wrapper.text()).toContain('The service did not answer. Your words are still here');
  await submit('We rewrote the list.');
  await submit('We rewrote the word list.');
  const [first, second, third] = send.mock.calls.map(([, , options]) => options.idempotencyKey);
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('an item that is not there, or not for these eyes, is one page', async () => {
  vi.spyOn(api.workItems, 'read').mockRejectedValue(refusal(404, 'Not found'));
  const { wrapper } = await openPage(path);
  expect(wrapper.get('h1').text()).toBe('Page not found');
});

test('the page of a card leads to the words that young people read, or says why there are none', async () => {
  const page = { whyNot: null, mayPropose: true, waiting: null, published: null, publications: [], nextCursor: null };
  vi.spyOn(api.publications, 'ofCard').mockResolvedValue(page);
  const { wrapper } = await openPage(path);
  const section = wrapper.get('[aria-labelledby="public-page"]');
  expect(section.text()).toContain('It does not stand on the public page.');
  expect(section.get('a').attributes('href')).toBe(`${path}/publish`);
  const whyNot = 'It is a personal matter.';
  vi.spyOn(api.publications, 'ofCard').mockResolvedValue({ ...page, whyNot, mayPropose: false });
  const other = await openPage(path);
  const said = other.wrapper.get('[aria-labelledby="public-page"]').text();
  expect(said).toContain('It may not stand on the public page. It is a personal matter.');
});
