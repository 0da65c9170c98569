import type { OutOfHours } from '../boot/out-of-hours.js';
import { escape, paragraph } from './html.js';
import { style } from './page-style.js';

/** What was sent, as it is shown again where something is missing. */
export interface RaiseValues {
  question: string;
  askedFor: string;
  tellBy: string;
}
/** Whose page it is. */
export interface Council {
  council: string;
  outOfHours: OutOfHours | null;
}
export type RaiseErrors = Partial<Readonly<Record<keyof RaiseValues, string>>>;

/** More than the public page's own style: a form and its errors. */
export const raiseStyle = `${style}
.safe { border: 4px solid #942514; padding: 0.5rem 1rem; margin: 1rem 0; }
.safe h2 { margin-top: 0; }
.errors { border: 4px solid #ca3535; padding: 0.5rem 1rem; margin: 1rem 0; }
.error { color: #942514; font-weight: 700; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0; }
legend, label[for=question] { font-weight: 700; padding: 0; display: block; margin-bottom: 0.25rem; }
.hint { color: #484949; }
textarea { width: 100%; box-sizing: border-box; font: inherit; border: 2px solid #0b0c0c; padding: 0.25rem; margin-bottom: 1.5rem; }
.choice { display: flex; gap: 0.75rem; align-items: center; min-height: 2.75rem; }
.choice input { width: 1.5rem; height: 1.5rem; margin: 0; flex: none; }
button { font: inherit; font-weight: 700; color: #fff; background: #0b5a5a; border: 2px solid #0b5a5a; padding: 0.5rem 1rem; min-height: 2.75rem; }
textarea:focus, input:focus, button:focus, [tabindex]:focus { outline: 3px solid #0b0c0c; outline-offset: 2px; box-shadow: 0 0 0 6px #ffdd00; }
`;

/** Always first, whatever the page says after it: nobody watches what is sent at night. */
const safety = (outOfHours: OutOfHours | null) => `<section class="safe" aria-labelledby="safe">
<h2 id="safe">If you are not safe</h2>
<p>If you are in danger now, call <a href="tel:999">999</a>.</p>
<p>You can call Childline on <a href="tel:08001111">0800 1111</a>, day or night. It is free, and you do not have to say your name.</p>
<p>Nobody reads this page at night or at weekends.</p>
${atNight(outOfHours)}
</section>`;

/** Where the council gives no number, the page says so: nobody is to look for one. */
function atNight(outOfHours: OutOfHours | null): string {
  if (outOfHours === null) return '<p>There is no number of the council here. Childline answers at all times.</p>';
  const { who, telephone } = outOfHours;
  const number = `<a href="tel:${telephone.replaceAll(/[ -]/g, '')}">${escape(telephone)}</a>`;
  return `<p>At those times you can call ${escape(who)} on ${number}.</p>`;
}

const choices = {
  askedFor: {
    legend: 'Who is it for?',
    of: { everybody: 'For everybody in care', 'only-me': 'Only for me' },
  },
  tellBy: {
    legend: 'How should we tell you what happens?',
    of: {
      'my-worker': 'Through the worker who gave me this link',
      'our-meeting': 'At a meeting of our council',
      'public-page': 'I will look at the page “You said, we did”',
    },
  },
} as const;

function whole({ council, outOfHours }: Council, { title, body }: { title: string; body: string }): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<style>${raiseStyle}</style>
</head>
<body>
<a class="skip" href="#main">Skip to main content</a>
<header>
<p>${escape(council)}</p>
</header>
<main id="main">
${safety(outOfHours)}
${body}
</main>
</body>
</html>
`;
}

/** The form, empty or with what was sent and what is wrong with it. */
export function writeRaiseForm(
  council: Council,
  { raisedBy, values, errors }: { raisedBy: string; values: RaiseValues; errors: RaiseErrors },
): string {
  const wrong = Object.entries(errors);
  const title = 'Ask the council something';
  const summary =
    wrong.length === 0
      ? ''
      : `<section class="errors" role="alert" aria-labelledby="wrong">
<h2 id="wrong">There is a problem</h2>
<ul>
${wrong.map(([field, text]) => `<li><a href="#${targetOf(field)}">${escape(text)}</a></li>`).join('\n')}
</ul>
</section>`;
  const body = `${summary}
<h1>${title}</h1>
${paragraph(`${raisedBy} asks the people who run care. Somebody will read what you write and make sure that you are safe. You do not have to say who you are.`)}
<form method="post" novalidate>
<label for="question">What do you want to ask?</label>
<p class="hint" id="question-hint">Please do not write anybody’s name.</p>
${errorOf('question', errors)}
<textarea id="question" name="question" rows="6" maxlength="2000" aria-describedby="question-hint${errors.question ? ' question-error' : ''}">${escape(values.question)}</textarea>
${radios('askedFor', values, errors)}
${radios('tellBy', values, errors)}
<button type="submit">Send</button>
</form>`;
  return whole(council, { title: wrong.length > 0 ? `Error: ${title}` : title, body });
}

const targetOf = (field: string): string => (field === 'question' ? field : `${field}-0`);

function errorOf(field: keyof RaiseValues, errors: RaiseErrors): string {
  const text = errors[field];
  return text ? `<p class="error" id="${field}-error">${escape(`Error: ${text}`)}</p>` : '';
}

function radios(field: keyof typeof choices, values: RaiseValues, errors: RaiseErrors): string {
  const { legend, of } = choices[field];
  const options = Object.entries(of).map(([value, text], place) => {
    const id = `${field}-${place}`;
    const checked = values[field] === value ? ' checked' : '';
    return `<div class="choice"><input type="radio" id="${id}" name="${field}" value="${value}"${checked}><label for="${id}">${escape(text)}</label></div>`;
  });
  const described = errors[field] ? ` aria-describedby="${field}-error"` : '';
  return `<fieldset${described}>
<legend>${escape(legend)}</legend>
${errorOf(field, errors)}
${options.join('\n')}
</fieldset>`;
}

/** After it was sent, however often: who sent it, and what, is said to nobody who opens the link later. */
export function writeRaisedPage(council: Council): string {
  const title = 'Thank you. We have it';
  const body = `<h1>${title}</h1>
${paragraph('A worker reads it today, or on the next working day if it is late. If it is only about you, it goes to somebody who can help, and nobody else.')}
${paragraph('This link has done its work. To ask something else, ask for a new one.')}`;
  return whole(council, { title, body });
}

/** One page for a link that never was, has run out or was taken back: nobody learns which. */
export function writeNoRaisePage(outOfHours: OutOfHours | null): string {
  const title = 'This link does not work';
  const body = `<h1>${title}</h1>
${paragraph('It may have run out. Ask the worker who gave it to you for a new one.')}`;
  return whole({ council: '', outOfHours }, { title, body });
}
