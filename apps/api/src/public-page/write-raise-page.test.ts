import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOutOfHours } from '../boot/out-of-hours.js';
import { writeNoRaisePage, writeRaisedPage } from './write-raise-page.js';

describe('whom to ring at night', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-contact-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (text: string) => {
    writeFileSync(join(folder, 'contact.json'), text);
    return readOutOfHours(folder);
  };
  const given = { who: 'the emergency social work team', telephone: '01632 960 001' };

  it('is said by every page that young people open, where the council gives a number', () => {
    const outOfHours = read(JSON.stringify({ outOfHours: given }));
    expect(outOfHours).toEqual(given);
    for (const page of [writeRaisedPage({ council: 'A council', outOfHours }), writeNoRaisePage(outOfHours)]) {
      expect(page).toContain('call the emergency social work team on <a href="tel:01632960001">01632 960 001</a>');
      expect(page).toContain('0800 1111');
    }
  });

  it('may be written with dashes, which nobody rings', () => {
    const outOfHours = read(JSON.stringify({ outOfHours: { ...given, telephone: ' +44 1632 - 960-001 ' } }));
    expect(writeNoRaisePage(outOfHours)).toContain('<a href="tel:+441632960001">+44 1632 - 960-001</a>');
  });

  it('is 999 or Childline where it gives none, or one that cannot be rung; the page says so', () => {
    const wrong = ['ask the desk', '   ', '99', '+44 (0)1632 960001', '1632 960001 or 960002'];
    const files = wrong.map((telephone) => JSON.stringify({ outOfHours: { ...given, telephone } }));
    for (const file of ['{', '{"outOfHours": null}', ...files]) expect(read(file)).toBeNull();
    expect(readOutOfHours(null)).toBeNull();
    const page = writeNoRaisePage(null);
    expect(page).toContain('There is no number of the council here. Childline answers at all times.');
    expect(page.match(/tel:\d+/g)).toEqual(['tel:999', 'tel:08001111']);
  });
});
