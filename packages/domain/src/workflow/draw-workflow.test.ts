import { describe, expect, it } from 'vitest';
import { describeMoves, drawWorkflow } from '../index.js';
import { aDefinition } from '../../testing/index.js';
import { layersOf } from './layers.js';
import { layOut, wrap } from './layout.js';

const definition = aDefinition();
const { boxes, lines, width, height } = layOut(definition);

describe('the drawing of a workflow', () => {
  it('stands in rows from the first state down to the final ones', () => {
    expect(layersOf(definition)).toEqual([
      ['asked'],
      ['doing', 'secret'],
      ['paused', 'reviewing'],
      ['done', 'dropped'],
    ]);
  });

  it('keeps every box inside the picture and clear of the others', () => {
    for (const box of boxes) {
      expect([box.x >= 0, box.y >= 0, box.x + box.width <= width, box.y + box.height <= height]).not.toContain(false);
      const touching = boxes.filter((other) => other !== box && overlaps(box, other));
      expect(touching).toEqual([]);
    }
  });

  it('leads no line through a box', () => {
    for (const { points } of lines) {
      const inside = points.slice(1, -1).filter(([x, y]) => boxes.some((box) => within(box, x, y)));
      expect(inside).toEqual([]);
    }
  });

  it('is wide enough for its words', () => {
    for (const box of boxes) for (const line of box.lines) expect(box.width).toBeGreaterThan(line.length * 8);
    expect(wrap('Confirmed by the young people', 26)).toEqual(['Confirmed by the young', 'people']);
  });

  it('says the same in words, with every sign escaped', () => {
    expect(describeMoves(definition)).toContain(
      'From Doing: Pause (to Paused), Submit (to In review), Drop (to Dropped).',
    );
    const svg = drawWorkflow(aDefinition({ title: { officer: '<Requests> & "more"', plain: '' } }));
    expect(svg).toContain(
      '<title id="workflow-request-title">&lt;Requests&gt; &amp; &quot;more&quot;: states and moves</title>',
    );
    expect(svg).toContain('<desc id="workflow-request-desc">From Asked: Begin (to Doing)');
  });
});

function within(box: (typeof boxes)[number], x: number, y: number): boolean {
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
}

function overlaps(one: (typeof boxes)[number], other: (typeof boxes)[number]): boolean {
  const apart =
    one.x + one.width <= other.x ||
    other.x + other.width <= one.x ||
    one.y + one.height <= other.y ||
    other.y + other.height <= one.y;
  return !apart;
}
