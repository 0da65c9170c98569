import type { TeamWebhookListView, TeamWebhookView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { ApiProblem } from '../../../api/problem.js';
import { openPage } from '../../work-items/testing/open-page.js';

const team = { key: 'fostering', title: 'Fostering' };
const webhook: TeamWebhookView = {
  team,
  host: 'prod-12.westeurope.logic.azure.com',
  setBy: 'Mina Thorley',
  setAt: '2020-02-17T09:00:00.000Z',
  test: { outcome: 'failed', at: '2020-02-17T09:00:10.000Z', fault: 'Teams answered 404.' },
};
const none: TeamWebhookListView = {
  teams: [{ ...team, webhook: null }],
  maySet: true,
  hosts: ['.logic.azure.com', 'flows.example.gov.uk'],
};
const set: TeamWebhookListView = { ...none, teams: [{ ...team, webhook }] };

beforeEach(() => {
  vi.spyOn(api.notices, 'list').mockResolvedValue({ notices: [], nextCursor: null });
  vi.spyOn(api.channels, 'list').mockResolvedValue(set);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.innerHTML = '';
});

const words = (text: string) => text.replace(/\s+/g, ' ');

test('each team stands with its channel, and with why no card arrives there', async () => {
  const { wrapper } = await openPage('/messages/channels');
  expect(wrapper.get('h1').text()).toBe('Channels of teams');
  const row = words(wrapper.get('tbody tr').text());
  expect(row).toContain('Fostering');
  expect(row).toContain('prod-12.westeurope.logic.azure.comSet by Mina Thorley, 17 February 2020, 09:00');
  expect(row).toContain('Does not workNo card could be posted on 17 February 2020, 09:00: Teams answered 404.');
});

test('a card is sent again to try it, and the page says that it is on its way', async () => {
  const again = vi.spyOn(api.channels, 'tryAgain').mockResolvedValue(webhook);
  const { wrapper, settle } = await openPage('/messages/channels');
  const waiting = { ...webhook, test: { outcome: 'waiting', at: null, fault: null } } as const;
  vi.spyOn(api.channels, 'list').mockResolvedValue({ ...set, teams: [{ ...team, webhook: waiting }] });
  await wrapper.get('tbody button').trigger('click');
  await settle();
  expect(again).toHaveBeenCalledWith('fostering');
  expect(wrapper.get('tbody tr').text()).toContain('A card is being posted to try it');
});

test('a trial that could not be asked for is said, and nothing is lost', async () => {
  vi.spyOn(api.channels, 'tryAgain').mockRejectedValue(new Error('away'));
  const { wrapper, settle } = await openPage('/messages/channels');
  await wrapper.get('tbody button').trigger('click');
  await settle();
  expect(wrapper.get('.govuk-error-summary').text()).toContain('The channel of Fostering could not be tried');
});

test('without a channel the page says where to find the address of one', async () => {
  vi.spyOn(api.channels, 'list').mockResolvedValue(none);
  const { wrapper } = await openPage('/messages/channels');
  expect(wrapper.get('main').text()).toContain('No team has a channel yet. In Teams, open the channel');
  expect(wrapper.get('tbody tr').text()).toContain('None: told by e-mail');
  expect(wrapper.find('tbody button').exists()).toBe(false);
});

test('without a key of the service nothing can be set, and the page says who can help', async () => {
  vi.spyOn(api.channels, 'list').mockResolvedValue({ ...none, maySet: false });
  const { wrapper } = await openPage('/messages/channels');
  expect(wrapper.get('main').text()).toContain('KEPT_FIELD_KEY');
  expect(wrapper.find('tbody a').exists()).toBe(false);
});

test('an address is set; one that is not allowed is refused at its field, in plain words', async () => {
  const missing = [{ field: 'address', text: 'Cards go to no such host.' }];
  const refused = { type: 'about:blank', title: 'Refused', status: 422, detail: 'One thing is untrue.', missing };
  const send = vi.spyOn(api.channels, 'set').mockRejectedValueOnce(new ApiProblem(refused));
  const { wrapper, router, settle } = await openPage('/messages/channels/fostering');
  expect(words(wrapper.get('main').text())).toContain(
    'Cards go to any host below logic.azure.com and flows.example.gov.uk, and nowhere else.',
  );
  await wrapper.get('main form').trigger('submit');
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Enter the address that Teams shows');
  await wrapper.get('#field-address').setValue('https://elsewhere.example/hook');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(wrapper.get('.govuk-error-summary a').attributes('href')).toBe('#field-address');
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Cards go to no such host.');
  send.mockResolvedValueOnce(webhook);
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(send).toHaveBeenLastCalledWith('fostering', 'https://elsewhere.example/hook');
  expect(router.currentRoute.value.path).toBe('/messages/channels');
  expect(wrapper.text()).toContain('The channel of Fostering is set');
});

test('a channel is switched off after one more question, and one that is not set has no such page', async () => {
  const off = vi.spyOn(api.channels, 'switchOff').mockResolvedValue(undefined);
  const { wrapper, router, settle } = await openPage('/messages/channels/fostering/off');
  expect(wrapper.get('h1').text()).toBe('Switch off the channel of Fostering?');
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(off).toHaveBeenCalledWith('fostering');
  expect(router.currentRoute.value.path).toBe('/messages/channels');
  vi.spyOn(api.channels, 'list').mockResolvedValue(none);
  const other = await openPage('/messages/channels/fostering/off');
  expect(other.wrapper.get('h1').text()).not.toContain('Switch off');
});
