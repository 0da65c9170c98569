import { createStaticVNode } from 'vue';
import type { Component, VNodeChild } from 'vue';
import GovBreadcrumbs from '../GovBreadcrumbs.vue';
import GovButton from '../GovButton.vue';
import GovDetails from '../GovDetails.vue';
import GovErrorSummary from '../GovErrorSummary.vue';
import GovGenericHeader from '../GovGenericHeader.vue';
import GovInsetText from '../GovInsetText.vue';
import GovNotificationBanner from '../GovNotificationBanner.vue';
import GovPagination from '../GovPagination.vue';
import GovSkipLink from '../GovSkipLink.vue';
import GovSummaryList from '../GovSummaryList.vue';
import GovTable from '../GovTable.vue';
import GovTag from '../GovTag.vue';
import GovTaskList from '../GovTaskList.vue';
import GovWarningText from '../GovWarningText.vue';
import type { Mounting } from './fixture.js';
import { controls } from './control-examples.js';
import { listedTasks, summaryRows, tableRows } from './macro-options.js';
import type { MacroOptions, Words } from './macro-options.js';

/** How a component of ours is given what the macro of the same name is given. */
export interface Example {
  component: Component;
  given: (options: MacroOptions) => Mounting;
  /** Attributes that ours has more or fewer of, by intent. */
  without?: readonly string[];
}

function content({ text, html }: Words): () => VNodeChild {
  const count = (html?.match(/<\w/g) ?? []).length;
  return () => (html ? createStaticVNode(html, count) : String(text ?? ''));
}
const outside = ({ attributes, classes, id }: MacroOptions) => ({
  class: classes,
  ...(id && { id }),
  ...attributes,
});
const worded = (options: MacroOptions): Mounting => ({
  attrs: outside(options),
  slots: { default: content(options) },
});

function button(options: MacroOptions): Mounting {
  const kind = ['secondary', 'warning'].find((each) => options.classes === `govuk-button--${each}`);
  const disabled = options.disabled ? { disabled: true, 'aria-disabled': 'true' } : {};
  const props = { to: options.href, kind, name: options.name, type: options.type };
  return {
    props,
    attrs: { ...outside({ ...options, ...(kind && { classes: '' }) }), value: options.value, ...disabled },
    slots: { default: content(options) },
  };
}

function errorSummary({ titleText, errorList = [], ...options }: MacroOptions): Mounting {
  const errors = errorList.map(({ text, href }) => ({ text, target: href?.slice(1) }));
  return { props: { title: titleText, errors }, attrs: outside(options) };
}

/** The caption's size is a prop; a head or a name of the row may be left out. */
function table(options: MacroOptions): Mounting {
  const rows = tableRows(options).filter(Boolean);
  const first = rows[0] ?? [];
  const columns = first.map((cell, index) => ({
    key: `c${index}`,
    label: String(options.head?.[index]?.text ?? ''),
    numeric: (options.head?.[index] ?? cell).format === 'numeric',
  }));
  const props = {
    columns,
    rows,
    keyOf: (row: unknown) => rows.indexOf(row as never),
    caption: options.caption,
    captionSize: options.captionClasses?.slice(-1),
    plain: !options.firstCellIsHeader,
    hideHead: !options.head,
  };
  const slots = Object.fromEntries(
    columns.map(({ key }, index) => [key, (given?: { row: Words[] }) => content(given?.row[index] ?? {})()]),
  );
  return { props, attrs: outside(options), slots: slots as never };
}

function summaryList(options: MacroOptions): Mounting {
  const given = summaryRows(options).filter(Boolean);
  const rows = given.map((row, index) => ({
    key: `r${index}`,
    label: String(row.key?.text ?? ''),
    actions: row.actions?.items.map((action) => ({
      text: action.text,
      hidden: action.visuallyHiddenText,
      to: action.href,
    })),
  }));
  const slots = Object.fromEntries(given.map((row, index) => [`r${index}`, content(row.value)]));
  return { props: { rows }, attrs: outside(options), slots };
}

/** A status in plain words is one that has no tag. */
function taskList(options: MacroOptions): Mounting {
  const tasks = listedTasks(options)
    .filter(Boolean)
    .map(({ title, hint, href, status: { tag, text } }) => ({
      title: String(title.text ?? ''),
      hint: hint?.text,
      to: href,
      status: String(tag ? tag.text : text),
      ...(tag && { colour: tag.classes?.replace('govuk-tag--', '') ?? 'none' }),
    }));
  const props = { tasks, ...(options.idPrefix && { idPrefix: options.idPrefix }) };
  return { props, attrs: outside(options) };
}

const inMarkup = (text: unknown) => String(text).replaceAll('<', '&lt;');

function notificationBanner(options: MacroOptions): Mounting {
  const heading = `<p class="govuk-notification-banner__heading">${inMarkup(options.text)}</p>`;
  return {
    props: {
      success: options.type === 'success',
      title: options.titleText,
      ...(options.titleId && { titleId: options.titleId }),
    },
    attrs: outside(options),
    slots: { default: content({ html: options.html ?? heading }) },
  };
}

/** Ours for each component that govuk-frontend has examples of, by its name there. */
export const examples: Record<string, Example> = {
  ...controls,
  breadcrumbs: {
    component: GovBreadcrumbs,
    given: (options) => ({
      props: { items: (options.items ?? []).map(({ text, href }) => ({ text, to: href })) },
      attrs: outside(options),
    }),
  },
  button: { component: GovButton, given: button },
  details: {
    component: GovDetails,
    given: (options) => ({
      props: { summary: options.summaryText },
      attrs: { ...outside(options), open: options.open },
      slots: { default: content(options) },
    }),
  },
  // The script there makes it able to take the focus; ours says so in the markup.
  'error-summary': { component: GovErrorSummary, given: errorSummary, without: ['tabindex'] },
  'generic-header': {
    component: GovGenericHeader,
    given: (options) => ({
      props: options.url ? { to: options.url } : {},
      attrs: outside(options),
      slots: { default: content({ text: options.logoText, html: options.logoHtml }) },
    }),
  },
  'inset-text': { component: GovInsetText, given: worded },
  'notification-banner': { component: GovNotificationBanner, given: notificationBanner, without: ['tabindex'] },
  pagination: {
    component: GovPagination,
    given: (options) => ({
      props: { next: options.next?.href ?? '', label: options.next?.labelText },
      attrs: outside(options),
    }),
  },
  'skip-link': {
    component: GovSkipLink,
    given: (options) => ({ ...worded(options), props: options.href ? { href: options.href } : {} }),
  },
  'summary-list': { component: GovSummaryList, given: summaryList },
  // On a telephone the head is gone, and each cell says its column's name.
  table: { component: GovTable as Component, given: table, without: ['data-label'] },
  tag: { component: GovTag, given: worded },
  'task-list': { component: GovTaskList, given: taskList },
  'warning-text': { component: GovWarningText, given: worded },
};
