import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem, Unreachable } from '../../../api/problem.js';
import { useDrafts } from '../../../forms/drafts.js';
import { item, workflow } from '../testing/card.js';
import { openPage } from '../testing/open-page.js';

const path = '/work-items/challenge-card/CC-2019-002';
const fostering = { key: 'head-of-fostering', kind: 'post' as const, name: 'Head of Fostering' };
const said = {
  id: 'c1',
  at: '2020-02-17T09:10:00Z',
  by: 'Ash Vale',
  text: '@head-of-fostering <i>ring</i>',
  mentions: [fostering],
};

beforeEach(() => {
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.workItems, 'read').mockResolvedValue(item);
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: [], nextCursor: null });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
  vi.spyOn(api.workItems, 'mentions').mockResolvedValue({ mentions: [fostering], more: false });
  vi.spyOn(api.workItems, 'comments').mockResolvedValue({ comments: [said], nextCursor: null, mayComment: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

const words = ({ wrapper }: Awaited<ReturnType<typeof openPage>>) =>
  (wrapper.get('#comment-text').element as HTMLTextAreaElement).value;

test('what was said stands as it was typed, with those mentioned by name, and never as markup', async () => {
  const { wrapper } = await openPage(path);
  const comment = wrapper.get('.kept-comment');
  expect(comment.text()).toContain('Ash Vale on 17 February 2020');
  expect(comment.get('p').text()).toBe('@Head of Fostering <i>ring</i>');
  expect(comment.find('i').exists()).toBe(false);
});

test('somebody is picked from the list, and the comment is sent once and the form is empty again', async () => {
  const send = vi.spyOn(api.workItems, 'comment').mockResolvedValue(item);
  const page = await openPage(path);
  const { wrapper, settle } = page;
  await wrapper.get('#comment-text').setValue('Please ring');
  await wrapper.get('#comment-mention').setValue('head-of-fostering');
  await wrapper.get('.kept-mention button').trigger('click');
  expect(words(page)).toBe('Please ring @head-of-fostering ');
  await wrapper.get('section[aria-labelledby="comments"] form').trigger('submit');
  await settle();
  expect(send.mock.calls.map(([, body]) => body)).toEqual([{ text: 'Please ring @head-of-fostering ' }]);
  expect(words(page)).toBe('');
  expect(document.activeElement?.id).toBe('comments');
  expect(localStorage).toHaveLength(0);
  await wrapper.get('#comment-text').setValue('And again');
  expect(localStorage).toHaveLength(1);
});

test('what is typed about an item kept from open view stays in the tab, and the page says so', async () => {
  vi.spyOn(api.workItems, 'read').mockResolvedValue({ ...item, discreet: true });
  localStorage.setItem('kept-draft:p1:comment:CC-2019-002', '{"values":{"text":"Begun in open view"}}');
  const { wrapper } = await openPage(path);
  await wrapper.get('#comment-text').setValue('Ring the school');
  expect(wrapper.text()).toContain('kept in this tab only');
  expect([localStorage, sessionStorage].map((each) => each.length)).toEqual([0, 1]);
  useDrafts().clear();
  expect(sessionStorage).toHaveLength(0);
});

test('a refusal names who cannot be mentioned; a service that is away costs no word', async () => {
  const text = 'Chair may not see this item, so a comment cannot mention them.';
  const problem = {
    type: 'about:blank',
    title: 'Refused',
    status: 422,
    detail: '',
    missing: [{ field: 'text', text }],
  };
  vi.spyOn(api.workItems, 'comment')
    .mockRejectedValueOnce(new ApiProblem(problem))
    .mockRejectedValueOnce(new Unreachable());
  const page = await openPage(path);
  const { wrapper, settle } = page;
  const submit = async () => {
    await wrapper.get('section[aria-labelledby="comments"] form').trigger('submit');
    await settle();
  };
  await submit();
  expect(wrapper.get('#comment-text-error').text()).toContain('Write the comment');
  await wrapper.get('#comment-text').setValue('@chair');
  await submit();
  expect(wrapper.get('.govuk-error-summary a').text()).toBe(text);
  await submit();
  wrapper.unmount();
  const after = await openPage(path, { afterCrash: true });
  expect(words(after)).toBe('@chair');
  expect(after.wrapper.text()).toContain('What you typed here is still below');
});

test('who may only read is offered no form, and an item of which nobody spoke says so', async () => {
  vi.spyOn(api.workItems, 'comments').mockResolvedValue({ comments: [], nextCursor: null, mayComment: false });
  const { wrapper } = await openPage(path);
  expect(wrapper.text()).toContain('Nobody has said anything yet.');
  expect(wrapper.find('#comment-text').exists()).toBe(false);
});
