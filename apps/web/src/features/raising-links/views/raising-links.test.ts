import type { RaisingLinkView } from '@kept/contracts';
import { afterEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { openPage } from '../../work-items/testing/open-page.js';

const link: RaisingLinkView = {
  id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  raisedBy: { key: 'ocypc', title: 'Our Children and Young People’s Council' },
  madeBy: 'Lior Sandgate',
  madeAt: '2020-02-17T09:00:00.000Z',
  expiresAt: '2020-02-24T09:00:00.000Z',
  status: 'open',
};
afterEach(() => {
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

test('a link is shown once, stands in no address and no draft, and is taken back', async () => {
  const list = { links: [link], councils: [link.raisedBy], nextCursor: null };
  vi.spyOn(api.raisingLinks, 'list').mockResolvedValue(list);
  const make = vi.spyOn(api.raisingLinks, 'make').mockResolvedValue({ ...link, path: '/public/kent/raise/a-secret' });
  const { wrapper, router, settle } = await openPage('/raising-links');
  await wrapper.get('main form').trigger('submit');
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Choose the council that raises it');
  await wrapper.get('input[value=ocypc]').setValue();
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(make).toHaveBeenCalledWith({ raisedBy: 'ocypc', days: 7 });
  expect(wrapper.get('[role=alert]').text()).toContain('/public/kent/raise/a-secret');
  expect(JSON.stringify(localStorage)).not.toContain('a-secret');
  expect(router.currentRoute.value.fullPath).toBe('/raising-links');

  const revoke = vi.spyOn(api.raisingLinks, 'revoke').mockResolvedValue({ ...link, status: 'revoked' });
  await router.push(`/raising-links/${link.id}/revoke`);
  await settle();
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(revoke).toHaveBeenCalledWith(link.id);
  expect(wrapper.get('main').text()).not.toContain('a-secret');
});
