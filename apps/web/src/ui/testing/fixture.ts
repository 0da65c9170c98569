import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mount } from '@vue/test-utils';
import { defineComponent, h } from 'vue';
import type { Component, VNodeChild } from 'vue';
import type { MacroOptions } from './macro-options.js';

const require = createRequire(import.meta.url);

/** What a component is given to show one example. */
export interface Mounting {
  props?: object;
  attrs?: object;
  slots?: Record<string, (given?: never) => VNodeChild>;
}

/** The examples that the Design System publishes of a component: what its macro is given, and the markup that it writes. */
export function fixturesOf(component: string): { name: string; options: MacroOptions; html: string }[] {
  const path = require.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`);
  const { fixtures } = JSON.parse(readFileSync(path, 'utf8')) as {
    fixtures: { name: string; options: MacroOptions; html: string }[];
  };
  return fixtures;
}

/** Published markup in the shape that `shown` gives; `without` names attributes that are left out of it. */
export function published(html: string, without: readonly string[] = []): string {
  const host = document.createElement('div');
  host.innerHTML = html;
  return lines(host, 0, without).join('\n');
}

const link = defineComponent({
  props: { to: { type: null, required: true } },
  setup:
    (props, { slots }) =>
    () =>
      h('a', { href: props.to as string }, slots['default']?.()),
});

/** What our component writes: elements, attributes by name, and words, without the white space that only lays out. */
export function shown(component: Component, mounting: Mounting, without: readonly string[] = []): string {
  const wrapper = mount(component, { ...mounting, global: { stubs: { RouterLink: link } } } as never);
  const host = (wrapper.element as Element).parentElement;
  if (!host) throw new Error('The component wrote nothing');
  const shape = lines(host, 0, without).join('\n');
  wrapper.unmount();
  return shape;
}

function lines(parent: Element, depth: number, without: readonly string[]): string[] {
  parent.normalize();
  const indent = '  '.repeat(depth);
  return [...parent.childNodes].flatMap((node) => {
    if (node instanceof Element) {
      const inside = node instanceof HTMLTextAreaElement ? [] : lines(node, depth + 1, without);
      return [`${indent}<${opening(node, without)}>`, ...inside];
    }
    const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').replace(/\s+/g, ' ').trim() : '';
    return text ? [`${indent}${text}`] : [];
  });
}

// What a control holds is asked of the control: markup and a model say it in different ways.
const held = ['value', 'checked', 'selected'];

function opening(element: Element, without: readonly string[]): string {
  const attributes = [...element.attributes]
    .filter(({ name }) => !without.includes(name) && !held.includes(name))
    .map(({ name, value }) => `${name}="${name === 'class' ? classes(value) : value.trim().replace(/\s+/g, ' ')}"`)
    .concat(holds(element))
    .sort();
  return [element.tagName.toLowerCase(), ...attributes].join(' ');
}

/** In order of name, without those that are only ours. */
function classes(value: string): string {
  const names = value.split(/\s+/).filter((name) => name && !name.startsWith('kept-'));
  return names.sort().join(' ');
}

function holds(element: Element): string[] {
  if (element instanceof HTMLInputElement && element.type !== 'file')
    return [`holds=${element.value}`, ...(element.checked ? ['is checked'] : [])];
  if (element instanceof HTMLTextAreaElement) return [`holds=${element.value.trim()}`];
  if (element instanceof HTMLOptionElement)
    return [`holds=${element.value}`, ...(element.selected ? ['is selected'] : [])];
  if (element instanceof HTMLButtonElement) return [`holds=${element.value}`];
  return [];
}
