/** Text, or markup in its place. */
export interface Words {
  text?: string | number | undefined;
  html?: string | undefined;
  classes?: string;
}

interface Cell extends Words {
  format?: string;
}

interface Choice extends Words {
  value?: string | number;
  checked?: boolean;
  selected?: boolean;
  disabled?: boolean;
  hint?: Words;
  href?: string;
}

interface Action extends Words {
  href: string;
  visuallyHiddenText?: string;
}

/** What govuk-frontend's macros are given, as far as our components have a like. */
export interface MacroOptions extends Words {
  id?: string;
  idPrefix?: string;
  name?: string;
  classes?: string;
  attributes?: Record<string, string>;
  href?: string;
  url?: string;
  type?: string;
  value?: string | number;
  values?: (string | number)[] & Record<string, string>;
  disabled?: boolean;
  multiple?: boolean;
  autocomplete?: string;
  autocapitalize?: string;
  spellcheck?: boolean;
  pattern?: string;
  inputmode?: string;
  label?: Words;
  hint?: Words;
  errorMessage?: Words;
  fieldset?: { legend?: Words };
  items?: Choice[];
  rows?: never;
  maxlength?: number | string;
  titleText?: string;
  errorList?: Choice[];
  summaryText?: string;
  open?: boolean;
  titleId?: string;
  role?: string;
  previous?: { href: string };
  next?: { href: string; text?: string; labelText?: string };
  logoText?: string;
  logoHtml?: string;
  caption?: string;
  captionClasses?: string;
  firstCellIsHeader?: boolean;
  head?: Cell[];
  card?: object;
}

/** The macros call three things `rows`: how high a text area is, and the rows of two tables. */
export const tableRows = (options: MacroOptions) => (options as { rows?: Cell[][] }).rows ?? [];
export const summaryRows = (options: MacroOptions) =>
  (options as { rows?: { key?: Words; value: Words; classes?: string; actions?: { items: Action[] } }[] }).rows ?? [];
export const heightOf = (options: MacroOptions) => (options as { rows?: number }).rows;
/** A macro calls its tasks `items`, as others call what is chosen. */
export const listedTasks = (options: MacroOptions) =>
  (options as { items?: unknown }).items as {
    title: Words;
    hint?: Words;
    href?: string;
    status: Words & { tag?: Words };
  }[];
