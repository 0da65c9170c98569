import GovCheckboxes from '../GovCheckboxes.vue';
import GovDateInput from '../GovDateInput.vue';
import GovFileUpload from '../GovFileUpload.vue';
import GovRadios from '../GovRadios.vue';
import GovSelect from '../GovSelect.vue';
import GovTextarea from '../GovTextarea.vue';
import GovTextInput from '../GovTextInput.vue';
import type { Example } from './examples.js';
import { heightOf } from './macro-options.js';
import type { MacroOptions } from './macro-options.js';

const framed = (options: MacroOptions) => ({
  id: options.id ?? options.name,
  name: options.name,
  label: String(options.label?.text ?? ''),
  hint: options.hint?.text,
  error: options.errorMessage?.text,
  bold: options.label?.classes === 'govuk-label--s',
});
const native = (options: MacroOptions) => ({
  class: options.classes,
  disabled: options.disabled,
  autocomplete: options.autocomplete,
  autocapitalize: options.autocapitalize,
  spellcheck: options.spellcheck,
  pattern: options.pattern,
  ...options.attributes,
});
const grouped = (options: MacroOptions) => ({
  id: options.idPrefix ?? options.name ?? options.id,
  name: options.name,
  legend: String(options.fieldset?.legend?.text ?? ''),
  hint: options.hint?.text,
  error: options.errorMessage?.text,
  bold: options.fieldset?.legend?.classes === 'govuk-fieldset__legend--s',
});
const choices = (options: MacroOptions) =>
  (options.items ?? []).filter(Boolean).map((item) => ({
    value: String(item.value ?? item.text),
    label: String(item.text),
    hint: item.hint?.text,
    disabled: item.disabled,
  }));
const ticked = (options: MacroOptions) => {
  const items = (options.items ?? []).filter(Boolean);
  const chosen = [...(Array.isArray(options.values) ? options.values : []), options.value].map(String);
  return items.filter((item) => item.checked ?? chosen.includes(String(item.value))).map((item) => String(item.value));
};
const selected = (options: MacroOptions) => {
  const items = (options.items ?? []).filter(Boolean);
  const found =
    items.find(
      (item) => item.selected ?? (options.value !== undefined && (item.value ?? item.text) === options.value),
    ) ?? items[0];
  return String(found?.value ?? found?.text ?? '');
};
const textarea = (options: MacroOptions) => ({
  props: { ...framed(options), rows: heightOf(options), modelValue: String(options.value ?? '') },
  attrs: native(options),
});
const width = (options: MacroOptions) => Number(/^govuk-input--width-(\d+)$/.exec(options.classes ?? '')?.[1]);

/** The controls of forms. */
export const controls: Record<string, Example> = {
  input: {
    component: GovTextInput,
    given: (options) => ({
      props: {
        ...framed(options),
        type: options.type,
        numeric: options.inputmode === 'numeric',
        width: width(options) || undefined,
        modelValue: String(options.value ?? ''),
      },
      attrs: native(width(options) ? { ...options, classes: '' } : options),
    }),
  },
  textarea: { component: GovTextarea, given: textarea },
  // The script there counts; ours counts by itself, and needs no words for a script.
  'character-count': {
    component: GovTextarea,
    given: (options) => {
      const { props, attrs } = textarea(options);
      return {
        props: { ...props, max: Number(options.maxlength) },
        attrs: { ...attrs, class: [options.classes, 'govuk-js-character-count'] },
      };
    },
    without: ['data-module', 'data-maxlength'],
  },
  'file-upload': {
    component: GovFileUpload,
    given: (options) => ({ props: framed(options), attrs: { ...native(options), multiple: options.multiple } }),
  },
  select: {
    component: GovSelect,
    given: (options) => ({
      props: { ...framed(options), options: choices(options), modelValue: selected(options) },
      attrs: native(options),
    }),
  },
  // The value of each part goes into a model: its name is the group's and its own, whatever the example calls it.
  'date-input': {
    component: GovDateInput,
    given: (options) => ({
      props: {
        ...grouped(options),
        id: options.id,
        modelValue: { day: '', month: '', year: '', ...(options.values as object) },
      },
    }),
    without: ['name'],
  },
  radios: {
    component: GovRadios,
    given: (options) => ({
      props: {
        ...grouped(options),
        inline: options.classes === 'govuk-radios--inline',
        options: choices(options),
        modelValue: ticked(options)[0] ?? '',
      },
    }),
  },
  checkboxes: {
    component: GovCheckboxes,
    given: (options) => ({
      props: {
        ...grouped(options),
        small: options.classes === 'govuk-checkboxes--small',
        options: choices(options),
        modelValue: ticked(options),
      },
    }),
  },
};
