import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDefinition } from '../../testing/definitions.js';
import { anItem } from '../../testing/items.js';
import type { FieldDefinition } from '../workflow/definition.js';
import { countWords, textsForYoungPeople } from './count-words.js';
import { replaceWord, wordFinder } from './find-words.js';
import { readingAge } from './reading-grade.js';
import { councilWords, keyOfWord, type ListedWord } from './word-list.js';

const listed = (word: string, instead: string, ...forms: string[]): ListedWord => ({
  key: keyOfWord(word),
  word,
  forms,
  instead: [instead],
  why: 'They asked us to',
});
const words = [
  listed('contact', 'family time', 'contact visit', 'contact visits'),
  listed('placement', 'home', 'placements'),
  listed('placement breakdown', 'having to move'),
  listed('LAC', 'children in care', 'LACs'),
  listed('LAC review', 'meeting about your care'),
  listed("child's plan", 'your plan'),
  listed('in-house carer', 'foster carer'),
  listed('respite', 'day or night away'),
];
const find = wordFinder(words);
const found = (text: string) => find(text).map((each) => each.text);

describe('finding listed words', () => {
  it.each<[what: string, text: string, expected: string[]]>([
    ['a word in any case', 'Contact on Monday. CONTACT. contact', ['Contact', 'CONTACT', 'contact']],
    ['initials only as they are written', 'LAC and LACs; a lilac, lac', ['LAC', 'LACs']],
    [
      'the longest of those that begin together',
      'After a placement breakdown, a placement',
      ['placement breakdown', 'placement'],
    ],
    ['a phrase over the end of a line', 'a placement\n  breakdown', ['placement\n  breakdown']],
    ['a phrase of initials before its first word', 'Your LAC review is on Friday', ['LAC review']],
    ['either apostrophe', "the child’s plan, the child's plan", ['child’s plan', "child's plan"]],
    ['a word in quotation marks or brackets', '‘contact’ “contact” (contact)', ['contact', 'contact', 'contact']],
    ['a word that owns something', 'the placement’s garden', ['placement']],
    ['a word with a hyphen of its own', 'an in-house carer', ['in-house carer']],
    ['nothing inside another word', 'contactless displacement placemental', []],
    ['nothing joined to another word', 'pre-placement contact-free post_contact', []],
    ['nothing in an address', 'contact@kent.example www.kent.example/contact kent.example/placement', []],
    ['nothing in a name', 'We met at Respite House and the Margate Contact Centre', []],
    ['a capital at the start, though a name follows', 'Contact Mum on Friday', ['Contact']],
    ['a form that is not listed', 'We contacted you', []],
    ['no form in an empty text', '', []],
  ])('%s', (_what, text, expected) => expect(found(text)).toEqual(expected));

  it('takes nobody’s word for a pattern', () => {
    expect(wordFinder([listed('a.c (or)', 'x')])('abc or, a.c (or)').map(({ text }) => text)).toEqual(['a.c (or)']);
    expect(wordFinder([listed('c++', 'x'), listed('  ', 'y')])('c+ c++').map(({ text }) => text)).toEqual(['c++']);
  });

  const parts = fc.constantFrom(
    ...words.flatMap(({ word, forms }) => [word, ...forms]),
    'we',
    'went',
    '.',
    '“',
    'Éa',
    '\n',
  );
  const texts = fc
    .array(fc.tuple(parts, fc.constantFrom(' ', '', '-', '’', ', ')), { maxLength: 12 })
    .map((all) => all.flat().join(''));

  it('finds first to last, never two in one place, each as the text has it and as a form says', () => {
    const forms = words.flatMap(({ word, forms: more }) => [word, ...more]);
    const plain = (text: string) => text.replace(/\s+/g, ' ').replaceAll('’', "'").toLowerCase();
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const each of find(text)) {
          expect(each.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(each.start, each.end)).toBe(each.text);
          expect(forms.map(plain)).toContain(plain(each.text));
          expect(text.slice(0, each.start)).not.toMatch(/[\p{L}\p{N}]$/u);
          expect(text.slice(each.end)).not.toMatch(/^[\p{L}\p{N}]/u);
          ({ end } = each);
        }
      }),
    );
  });

  it('leaves the rest of a text as it is when a word is replaced', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const [first] = find(text);
        if (!first) return;
        const instead = first.word.instead[0]!;
        const mended = replaceWord(text, first, instead);
        expect(mended.startsWith(text.slice(0, first.start))).toBe(true);
        expect(mended.endsWith(text.slice(first.end))).toBe(true);
        expect(mended.length - text.length).toBe(instead.length - first.text.length);
      }),
    );
  });

  it.each([
    ['Contact is on Monday', 'Family time is on Monday'],
    ['Your contact is on Monday', 'Your family time is on Monday'],
    ['LAC go to school. LAC do', 'Children in care go to school. LAC do'],
    ['All LAC go to school', 'All children in care go to school'],
  ])('“%s” becomes “%s”', (text, expected) => {
    const [first] = find(text);
    expect(replaceWord(text, first!, first!.word.instead[0]!)).toBe(expected);
  });
});

describe('counting at a saving', () => {
  it('counts what came as used and what went as mended, word by word and text by text', () => {
    const before = { did: 'Contact and contact at your placement', reason: 'None' };
    const after = { did: 'Family time at your placement and contact', reason: 'No placement' };
    expect(countWords(before, after, find)).toEqual([
      { text: 'did', word: 'contact', used: 0, mended: 1 },
      { text: 'reason', word: 'placement', used: 1, mended: 0 },
    ]);
  });

  it('never counts a saving that changes nothing, and adds up to what stands', () => {
    const text = fc
      .array(fc.constantFrom('contact', 'LAC', 'home', 'placement'), { maxLength: 8 })
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (versions) => {
        let standing = 0;
        versions.forEach((version, place) => {
          const before: Record<string, string> = place === 0 ? {} : { did: versions[place - 1]! };
          for (const { used, mended } of countWords(before, { did: version }, find)) standing += used - mended;
          expect(countWords({ did: version }, { did: version }, find)).toEqual([]);
        });
        expect(standing).toBe(find(versions.at(-1)!).length);
      }),
    );
  });

  it('looks at what officers write for young people, not at what young people said', () => {
    const text: FieldDefinition = { type: 'text', label: 'A text', required: false, plain: true };
    const definition = aDefinition({
      fields: { answer: text, question: { ...text, ownWords: true }, note: { ...text, plain: false } },
      records: { verdicts: { label: 'Verdicts', fields: { reply: text, words: { ...text, ownWords: true } } } },
    });
    const entry = { no: 1, addedAt: '', addedBy: '', fields: { reply: 'c', words: 'd' } };
    const item = anItem({ fields: { answer: 'a', question: 'b', note: 'n' }, records: { verdicts: [entry] } });
    expect(textsForYoungPeople(item, definition)).toEqual({ answer: 'a', 'verdicts.1.reply': 'c' });
    expect(textsForYoungPeople(null, definition)).toEqual({});
  });
});

describe('a council’s list', () => {
  const own = { word: 'contact', forms: [], instead: ['time together'], why: 'Ours', active: true };

  it('is the library’s, with what the council last said of each word', () => {
    const merged = councilWords(words.slice(0, 2), [
      { key: 'contact', said: own },
      { key: 'case', said: { ...own, word: 'case', active: false } },
      { key: 'gone', said: null },
    ]);
    expect(merged.map(({ key, from, active, instead: [first] }) => [key, from, active, first])).toEqual([
      ['case', 'council', false, 'time together'],
      ['contact', 'changed', true, 'time together'],
      ['placement', 'library', true, 'home'],
    ]);
  });
});

describe('the reading age', () => {
  it('rises with the text, and is not said of a few words', () => {
    const easy = 'We can meet you on Monday. We will come to your home. We will bring a cake to eat.';
    const hard =
      'The authority commissioned an independent evaluation considering whether eligibility criteria disproportionately disadvantage unaccompanied adolescents.';
    expect(readingAge('Thank you')).toBeNull();
    expect(readingAge(easy)).toBeLessThan(8);
    expect(readingAge(hard)).toBe(18);
  });
});
