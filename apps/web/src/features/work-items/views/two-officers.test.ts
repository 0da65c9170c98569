import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem, Unreachable } from '../../../api/problem.js';
import { item, workflow } from '../testing/card.js';
import { openPage } from '../testing/open-page.js';

const path = '/work-items/challenge-card/CC-2019-002';
const field = `${path}/fields/question`;
const refusal = (status: number, detail: string) =>
  new ApiProblem({ type: 'about:blank', title: 'Refused', status, detail });
const theirs = { ...item, version: 5, title: 'Our words', fields: { ...item.fields, question: 'Why “respite”?' } };

beforeEach(() => {
  vi.spyOn(api.workflows, 'read').mockResolvedValue(workflow);
  vi.spyOn(api.workItems, 'read').mockResolvedValue(item);
  vi.spyOn(api.workItems, 'history').mockResolvedValue({ events: [], nextCursor: null });
  vi.spyOn(api.posts, 'list').mockResolvedValue({ posts: [], mayChange: false });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

type Page = Awaited<ReturnType<typeof openPage>>;
const typed = ({ wrapper }: Page) => (wrapper.get('#field-question').element as HTMLTextAreaElement).value;

async function save(page: Page): Promise<void> {
  await page.wrapper.get('main form').trigger('submit');
  await page.settle();
}

/** The other officer saves while this one writes. */
async function overtaken(words = 'Why “contact”?') {
  const edit = vi.spyOn(api.workItems, 'edit').mockRejectedValueOnce(refusal(412, 'It has changed.'));
  const page = await openPage(field);
  await page.wrapper.get('#field-question').setValue(words);
  vi.spyOn(api.workItems, 'read').mockResolvedValue(theirs);
  await save(page);
  return { page, edit };
}

test('both versions stand side by side with what it was, and nothing is saved before one is chosen', async () => {
  const { page, edit } = await overtaken();
  const { wrapper } = page;
  expect(wrapper.findAll('.kept-versions dd').map((side) => side.text())).toEqual([
    'Why do you say “placement”?',
    'Why “respite”?',
    'Why “contact”?',
  ]);
  expect(typed(page)).toBe('Why “contact”?');
  expect(wrapper.text()).toContain('Title: it was Mind Your Language, now Our words');
  await save(page);
  expect(edit).toHaveBeenCalledTimes(1);
  expect(wrapper.get('.govuk-error-summary a').text()).toBe('Choose which to keep: The question');
});

test('theirs is put into the form, yours comes back, and it is saved over the new version', async () => {
  const { page, edit } = await overtaken();
  await page.wrapper.get('#keep-question').setValue();
  expect(typed(page)).toBe('Why “respite”?');
  await page.wrapper.get('#keep-question-2').setValue();
  expect(typed(page)).toBe('Why “contact”?');
  edit.mockResolvedValueOnce({ ...theirs, version: 6 });
  await save(page);
  expect(edit.mock.calls.map(([, body, { version }]) => ({ body, version }))).toEqual([
    { body: { fields: { question: 'Why “contact”?' } }, version: 4 },
    { body: { fields: { question: 'Why “contact”?' } }, version: 5 },
  ]);
  await vi.waitFor(() => expect(page.router.currentRoute.value.path).toBe(path));
  expect(localStorage).toHaveLength(0);
});

test('what the service did not take is there again after a crash, offered, and sent under the same key', async () => {
  const edit = vi.spyOn(api.workItems, 'edit').mockRejectedValue(new Unreachable());
  const first = await openPage(field);
  await first.wrapper.get('#field-question').setValue('Why “contact”?');
  await save(first);
  first.wrapper.unmount();

  const second = await openPage(field, { afterCrash: true });
  expect(typed(second)).toBe('Why “contact”?');
  expect(second.wrapper.text()).toContain('What you typed here is still below');
  await save(second);
  const [before, after] = edit.mock.calls.map(([, , { idempotencyKey }]) => idempotencyKey);
  expect(after).toBe(before);
  await second.wrapper.get('.govuk-inset-text button').trigger('click');
  expect(typed(second)).toBe('Why do you say “placement”?');
});

test('a draft that was begun before somebody else saved shows both versions as soon as it is opened', async () => {
  const first = await openPage(field);
  await first.wrapper.get('#field-question').setValue('Why “contact”?');
  first.wrapper.unmount();
  vi.spyOn(api.workItems, 'read').mockResolvedValue(theirs);
  const second = await openPage(field, { afterCrash: true });
  expect(second.wrapper.text()).toContain('Somebody changed this while you were writing.');
  expect(second.wrapper.findAll('.kept-versions dd').map((side) => side.text())[1]).toBe('Why “respite”?');
});

test('another person finds nothing of it, and signing out leaves nothing', async () => {
  localStorage.setItem('kept-draft:p2:/x', JSON.stringify({ values: {}, was: {}, at: Date.now(), sent: {} }));
  const page = await openPage(field, { afterCrash: true });
  await page.wrapper.get('#field-question').setValue('Why “contact”?');
  expect(Object.keys(localStorage)).toEqual([`kept-draft:p1:${field}`]);
  vi.spyOn(api.session, 'signOut').mockResolvedValue(undefined);
  vi.spyOn(api.session, 'options').mockResolvedValue({ demo: true, personas: [] });
  const button = page.wrapper.findAll('button').find((each) => each.text() === 'Sign out');
  await button?.trigger('click');
  await page.settle();
  expect(localStorage).toHaveLength(0);
});
