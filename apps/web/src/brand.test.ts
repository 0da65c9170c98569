import { describe, expect, test } from 'vitest';
import brand from './brand.json';

/** WCAG 2.2, relative luminance of a colour written `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same) to 21 (black on white). */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const { brand: ours, onBrand } = brand.colours;
const page = '#ffffff';
const focus = '#ffdd00';
const focusFrame = '#0b0c0c';

test('the number for nights and weekends is one that can be rung, or none', () => {
  const given = brand.contact.outOfHours as { who: string; telephone: string } | null;
  expect(given === null || (given.who !== '' && /^\+?\d(?:[ -]{0,3}\d){2,14}$/.test(given.telephone))).toBe(true);
});

describe('the colours of the council can be read', () => {
  test('as WCAG counts: black on white is 21, the greys of its examples about 4.5', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
  test('each is written as six digits', () => {
    for (const colour of Object.values(brand.colours)) expect(colour).toMatch(/^#[\da-f]{6}$/);
  });
  test('the name in the header is text: at least 4.5', () => {
    expect(contrast(onBrand, ours)).toBeGreaterThanOrEqual(4.5);
  });
  test('a line or a bar on the page is no text: at least 3', () => {
    expect(contrast(ours, page)).toBeGreaterThanOrEqual(3);
  });
  test('what has the focus in the header stands out from it: its yellow or its black, at least 3', () => {
    expect(Math.max(contrast(focus, ours), contrast(focusFrame, ours))).toBeGreaterThanOrEqual(3);
  });
});
