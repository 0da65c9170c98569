import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mount } from '@vue/test-utils';
import { describe, expect, test } from 'vitest';
import type { Component } from 'vue';
import GovTextarea from './GovTextarea.vue';
import MojTimeline from './MojTimeline.vue';
import { examples } from './testing/examples.js';
import { fixturesOf, published, shown } from './testing/fixture.js';
import listed from './testing/unlike-examples.json';

// Each component writes the very markup of govuk-frontend's own examples. An example that ours has no like of is listed by
// name under the reason; one that is listed and has become alike is struck off, so that the list says what is true.
const reasons: Record<string, Record<string, string[]>> = listed;
const unlike = (component: string) => Object.values(reasons[component] ?? {}).flat();
const isAlike = (component: string, name: string) => {
  const { component: ours, given, without } = examples[component]!;
  const { options, html } = fixturesOf(component).find((each) => each.name === name)!;
  return { ours: shown(ours, given(options), without), theirs: published(html, without) };
};

describe.each(Object.keys(examples))('%s', (component) => {
  const names = fixturesOf(component).map(({ name }) => name);
  test.each(names.filter((name) => !unlike(component).includes(name)))('as the example: %s', (name) => {
    const { ours, theirs } = isAlike(component, name);
    expect(ours).toBe(theirs);
  });
  test('is unlike those examples alone that are listed', () => {
    expect(unlike(component).filter((name) => !names.includes(name))).toEqual([]);
    const mended = unlike(component).filter((name) => {
      const { ours, theirs } = isAlike(component, name);
      return ours === theirs;
    });
    expect(mended).toEqual([]);
  });
});

test('as many examples are alike as ever were', () => {
  const all = Object.keys(examples).map((component) => fixturesOf(component).length - unlike(component).length);
  expect(all.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(222);
});

test('the timeline writes the elements of the template that the Ministry of Justice ships', () => {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@ministryofjustice/frontend/package.json');
  const template = readFileSync(path.replace('package.json', 'moj/components/timeline/template.njk'), 'utf8');
  // One item, its title at the level of our pages.
  const theirs = [...template.matchAll(/<(\w+|h\{\{[^}]*\}\}) class="(moj-[\w]+(?:-[\w]+)*)/g)].map(
    ([, tag, name]) => `${tag?.startsWith('h{{') ? 'h3' : tag} ${name}`,
  );
  const wrapper = mount(MojTimeline as Component, {
    props: { entries: [{ title: 'Accepted', by: 'Head of Fostering', at: '2020-02-17T09:00:00Z', when: 'today' }] },
  });
  const ours = [wrapper.element as Element, ...(wrapper.element as Element).querySelectorAll('[class]')];
  expect(ours.map((each) => `${each.tagName.toLowerCase()} ${each.className}`)).toEqual(theirs);
});

test('the textarea says how many characters are left, and how many are too many', () => {
  const props = { id: 'words', label: 'Words', max: 10 };
  const counted = (modelValue: string) => shown(GovTextarea, { props: { ...props, modelValue } });
  expect(counted('')).toContain('You can enter up to 10 characters');
  expect(counted('we hear')).toContain('You have 3 characters remaining');
  expect(counted('we hear you')).toContain('You have 1 character too many');
});
