import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mount } from '@vue/test-utils';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Component } from 'vue';

const require = createRequire(import.meta.url);

/** The markup that the Design System itself publishes for a component, by the name of its example. */
export function fixture(component: string, name: string): string {
  const path = require.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`);
  const { fixtures } = JSON.parse(readFileSync(path, 'utf8')) as { fixtures: { name: string; html: string }[] };
  const found = fixtures.find((each) => each.name === name);
  if (!found) throw new Error(`govuk-frontend has no example “${name}” of ${component}`);
  return shape(found.html);
}

/** What our component writes, in the same shape. Links go to a router that knows every path. */
export function rendered(
  component: Component,
  options: { props?: object; slots?: Record<string, string> } = {},
): string {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:path(.*)*', component: { template: '<i />' } }],
  });
  const wrapper = mount(component, { ...options, global: { plugins: [router] } });
  return shape(wrapper.html());
}

/** Elements, attributes in order of name, and words; without the white space that only lays out the file. */
function shape(html: string): string {
  const host = document.createElement('div');
  host.innerHTML = html;
  return lines(host, 0).join('\n');
}

function lines(parent: Element, depth: number): string[] {
  const indent = '  '.repeat(depth);
  return [...parent.childNodes].flatMap((node) => {
    if (node instanceof Element) return [`${indent}<${opening(node)}>`, ...lines(node, depth + 1)];
    const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').replace(/\s+/g, ' ').trim() : '';
    return text ? [`${indent}${text}`] : [];
  });
}

function opening(element: Element): string {
  const attributes = [...element.attributes]
    .map(({ name, value }) => `${name}="${value.trim().replace(/\s+/g, ' ')}"`)
    .sort();
  return [element.tagName.toLowerCase(), ...attributes].join(' ');
}
