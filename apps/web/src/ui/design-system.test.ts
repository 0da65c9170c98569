import { describe, expect, test } from 'vitest';
import GovBreadcrumbs from './GovBreadcrumbs.vue';
import GovButton from './GovButton.vue';
import GovDateInput from './GovDateInput.vue';
import GovDetails from './GovDetails.vue';
import GovErrorSummary from './GovErrorSummary.vue';
import GovNotificationBanner from './GovNotificationBanner.vue';
import GovPagination from './GovPagination.vue';
import GovRadios from './GovRadios.vue';
import GovSelect from './GovSelect.vue';
import GovSummaryList from './GovSummaryList.vue';
import GovTag from './GovTag.vue';
import GovTextarea from './GovTextarea.vue';
import GovTextInput from './GovTextInput.vue';
import GovWarningText from './GovWarningText.vue';
import { emptyDate } from './dates.js';
import { fixture, rendered } from './testing/fixture.js';

// Each component writes the very markup of govuk-frontend's own examples; where it writes less or more, the test says what.
const renamed = (html: string, from: string, to: string) => html.replaceAll(`name="${from}"`, `name="${to}"`);

describe('button', () => {
  test('as the default example', () => {
    expect(rendered(GovButton, { slots: { default: 'Save and continue' } })).toBe(fixture('button', 'default'));
  });
  test('as the secondary example', () => {
    const ours = rendered(GovButton, {
      props: { kind: 'secondary', name: 'secondary' },
      slots: { default: 'Secondary button' },
    });
    expect(ours).toBe(fixture('button', 'secondary'));
  });
  test('as the warning example', () => {
    const ours = rendered(GovButton, {
      props: { kind: 'warning', name: 'Warning' },
      slots: { default: 'Warning button' },
    });
    expect(ours).toBe(fixture('button', 'warning'));
  });
  test('as the link example', () => {
    const ours = rendered(GovButton, { props: { to: '/' }, slots: { default: 'Link button' } });
    // The router marks the page that is open.
    expect(ours.replace(/ aria-current="page"/, '').replace(/ router-link-active router-link-exact-active/, '')).toBe(
      fixture('button', 'link'),
    );
  });
});

describe('tag', () => {
  test('as the default example', () => {
    expect(rendered(GovTag, { slots: { default: 'Alpha' } })).toBe(fixture('tag', 'default'));
  });
  test.each(['grey', 'green', 'red', 'orange', 'yellow', 'purple'])('as the %s example', (colour) => {
    const words = colour.charAt(0).toUpperCase() + colour.slice(1);
    expect(rendered(GovTag, { props: { colour }, slots: { default: words } })).toBe(fixture('tag', colour));
  });
});

test('error summary, as the default example; it can take the focus', () => {
  const errors = [
    { text: 'The date your passport was issued must be in the past', target: 'example-error-1' },
    { text: 'Enter a postcode, like AA1 1AA', target: 'example-error-2' },
  ];
  // govuk-frontend's script sets the tabindex; ours stands in the markup.
  const ours = rendered(GovErrorSummary, { props: { errors } }).replace(' tabindex="-1"', '');
  expect(ours).toBe(fixture('error-summary', 'default'));
});

describe('text input', () => {
  test('with a hint, as the example', () => {
    const props = {
      id: 'input-with-hint-text',
      label: 'National insurance number',
      hint: 'It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’.',
      modelValue: '',
    };
    expect(renamed(rendered(GovTextInput, { props }), 'input-with-hint-text', 'test-name-2')).toBe(
      fixture('input', 'with hint text'),
    );
  });
  test('with an error, as the example', () => {
    const props = {
      id: 'input-with-error-message',
      label: 'National Insurance number',
      error: 'Enter a National Insurance number in the correct format',
      modelValue: '',
    };
    expect(renamed(rendered(GovTextInput, { props }), 'input-with-error-message', 'test-name-3')).toBe(
      fixture('input', 'with error message'),
    );
  });
});

describe('textarea', () => {
  test('with an error, as the example', () => {
    const props = {
      id: 'no-ni-reason',
      label: 'Why can’t you provide a National Insurance number?',
      error: 'You must provide an explanation',
      modelValue: '',
    };
    expect(rendered(GovTextarea, { props })).toBe(fixture('textarea', 'with error message'));
  });
  test('says how many characters are left, and how many are too many', () => {
    const props = { id: 'words', label: 'Words', max: 10 };
    expect(rendered(GovTextarea, { props: { ...props, modelValue: '' } })).toContain(
      'You can enter up to 10 characters',
    );
    expect(rendered(GovTextarea, { props: { ...props, modelValue: 'we hear' } })).toContain(
      'You have 3 characters remaining',
    );
    expect(rendered(GovTextarea, { props: { ...props, modelValue: 'we hear you' } })).toContain(
      'You have 1 character too many',
    );
  });
});

test('date input with an error and a hint, as the example', () => {
  const props = {
    id: 'dob-errors',
    legend: 'What is your date of birth?',
    hint: 'For example, 31 3 1980',
    error: 'Error message goes here',
    modelValue: emptyDate(),
  };
  const ours = ['day', 'month', 'year'].reduce(
    (html, part) => renamed(html, `dob-errors-${part}`, part),
    rendered(GovDateInput, { props }),
  );
  expect(ours.replaceAll(' value=""', '')).toBe(fixture('date-input', 'with error message and hint'));
});

test('radios in a row, as the example', () => {
  const props = {
    id: 'example',
    legend: 'Have you changed your name?',
    hint: 'This includes changing your last name or spelling your name differently.',
    inline: true,
    options: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ],
    modelValue: 'no',
  };
  expect(rendered(GovRadios, { props })).toBe(fixture('radios', 'inline').replace(' checked=""', ''));
});

test('select with a hint and an error, as the example', () => {
  const props = {
    id: 'select-2',
    label: 'Label text goes here',
    hint: 'Hint text goes here',
    error: 'Error message goes here',
    options: [1, 2, 3].map((number) => ({ value: `${number}`, label: `GOV.UK frontend option ${number}` })),
    modelValue: '',
  };
  expect(rendered(GovSelect, { props })).toBe(fixture('select', 'with hint text and error message'));
});

test('details, as the default example', () => {
  const text =
    'We need to know your nationality so we can work out which elections you’re entitled to vote in. If you can’t provide your nationality, you’ll have to send copies of identity documents through the post.';
  const ours = rendered(GovDetails, { props: { summary: 'Help with nationality' }, slots: { default: text } });
  expect(ours).toBe(fixture('details', 'default'));
});

test('summary list with an action, as the example of the Design System', () => {
  const rows = [
    { key: 'name', label: 'Name', value: 'Firstname Lastname', actions: [{ text: 'Edit', hidden: 'name', to: '/x' }] },
  ];
  const ours = rendered(GovSummaryList, { props: { rows } });
  const theirs = fixture('summary-list', 'single action with anchor');
  const parts = (html: string) =>
    [...html.matchAll(/<(\w+ class="govuk-summary-list[^"]*")/g)].map((match) => match[1]);
  expect(parts(ours)).toEqual(parts(theirs));
});

test('pagination with a next page only, as the example', () => {
  const ours = rendered(GovPagination, { props: { next: '/next' } });
  expect(ours).toBe(fixture('pagination', 'with next only'));
});

describe('notification banner', () => {
  const heading = (text: string) => ({ default: `<p class="govuk-notification-banner__heading">${text}</p>` });
  test('as the default example', () => {
    const ours = rendered(GovNotificationBanner, { slots: heading('This publication was withdrawn on 7 March 2014.') });
    expect(ours).toBe(fixture('notification-banner', 'default'));
  });
  test('as the success example; it takes the focus', () => {
    const ours = rendered(GovNotificationBanner, {
      props: { success: true },
      slots: heading('Email sent to example@email.com'),
    });
    expect(ours.replace(' tabindex="-1"', '')).toBe(fixture('notification-banner', 'with type as success'));
  });
});

test('warning text, as the default example', () => {
  const ours = rendered(GovWarningText, { slots: { default: 'You can be fined up to £5,000 if you don’t register.' } });
  expect(ours).toBe(fixture('warning-text', 'default'));
});

test('breadcrumbs, as the example that does not start at home', () => {
  const items = [
    { text: 'Service Manual', to: '/service-manual' },
    { text: 'Agile Delivery', to: '/service-manual/agile-delivery' },
  ];
  expect(rendered(GovBreadcrumbs, { props: { items } })).toBe(fixture('breadcrumbs', 'without the home section'));
});
