import { forecast, type Actual, type Measure } from '@kept/domain';
import { mount } from '@vue/test-utils';
import { describe, expect, test } from 'vitest';
import MeasureChart from './MeasureChart.vue';
import { drawMeasure, rangeInWords } from './measure-geometry.js';

const measure: Measure = {
  no: 1,
  name: 'New foster carers',
  unit: 'foster carers',
  baseline: 0,
  baselineOn: '2018-04-01',
  target: 150,
  targetOn: '2019-03-31',
  polarity: 'H',
  kind: 'cumulative',
  endedOn: null,
};
const actuals: Actual[] = [
  { measure: 1, on: '2018-06-30', value: 20, note: 'Made up for the demo.' },
  { measure: 1, on: '2018-09-30', value: 60, note: null },
  { measure: 1, on: '2018-12-31', value: 93, note: null },
];

function chart(given: Partial<{ measure: Measure; actuals: Actual[]; today: string }> = {}) {
  const { today = '2019-01-04', ...rest } = given;
  const figures = { measure, actuals, ...rest };
  return mount(MeasureChart, { props: { ...figures, forecast: forecast(figures.measure, figures.actuals, today) } });
}

describe('the chart of a measure', () => {
  test('says in a sentence, in the drawing and in the table the same', () => {
    const wrapper = chart();
    const sentence = 'At this pace 113 to 132 of 150 by 31 March 2019. 150 is reached about 17 June 2019.';
    expect(wrapper.get('.kept-chart__sentence').text()).toBe(sentence);
    const svg = wrapper.get('svg');
    expect(svg.attributes('role')).toBe('img');
    expect(wrapper.get(`#${svg.attributes('aria-labelledby')}`).text()).toContain(sentence);
    const rows = wrapper.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()));
    expect(rows).toEqual([
      ['1 April 2018', '0', 'Where it began'],
      ['30 June 2018', '20', 'Made up for the demo.'],
      ['30 September 2018', '60', 'None'],
      ['31 December 2018', '93', 'None'],
      ['31 March 2019', '150', 'The target; forecast 113 to 132'],
    ]);
  });

  test('is told apart without colour: dashes, dots and hatching, and says so', () => {
    const wrapper = chart();
    expect(wrapper.get('.kept-chart__band').attributes('fill')).toMatch(/^url\(#.+-hatch\)$/);
    expect(wrapper.findAll('circle')).toHaveLength(3);
    expect(wrapper.get('.kept-chart__key').text()).toContain('Hatched: the forecast');
    expect(wrapper.get('.kept-chart__labels').text()).toContain('Target 150');
  });

  test('has no band before the third actual, nor once the day is over', () => {
    for (const given of [{ actuals: actuals.slice(0, 2) }, { today: '2019-04-02' }]) {
      const wrapper = chart(given);
      expect(wrapper.find('.kept-chart__band').exists()).toBe(false);
      expect(wrapper.find('svg').exists()).toBe(true);
      expect(wrapper.text()).not.toContain('Hatched');
    }
  });

  test('without an actual says what to do', () => {
    const wrapper = chart({ actuals: [] });
    expect(wrapper.find('svg').exists()).toBe(false);
    expect(wrapper.text()).toContain('Nothing has been counted yet.');
    expect(wrapper.text()).toContain('Add an actual to begin the line.');
  });

  test('says of a ceiling that less is better', () => {
    const wait: Measure = {
      ...measure,
      name: 'Wait',
      unit: 'working days',
      target: 5,
      polarity: 'L',
      kind: 'snapshot',
      baseline: null,
      baselineOn: null,
    };
    expect(chart({ measure: wait }).text()).toContain('Target: 5 working days or less by 31 March 2019');
  });
});

describe('its drawing', () => {
  const figures = { measure, actuals, forecast: forecast(measure, actuals, '2019-01-04') };

  test.each([300, 328, 600, 960])('stays within a width of %d', (width) => {
    const drawing = drawMeasure(figures, width);
    const points = [...`${drawing.line} ${drawing.band} ${drawing.expected}`.matchAll(/([\d.]+),([\d.]+)/g)];
    expect(points.length).toBe(9);
    for (const [, x, y] of points) {
      expect(Number(x)).toBeGreaterThanOrEqual(drawing.plot.left);
      expect(Number(x)).toBeLessThanOrEqual(drawing.plot.right);
      expect(Number(y)).toBeGreaterThanOrEqual(drawing.plot.top);
      expect(Number(y)).toBeLessThanOrEqual(drawing.plot.bottom);
    }
  });

  test('has a few round figures up its side', () => {
    expect(drawMeasure(figures, 600).ticks.map(({ label }) => label)).toEqual(['0', '50', '100', '150']);
    const small = {
      ...figures,
      measure: { ...measure, target: 2 },
      actuals: [],
      forecast: forecast(measure, [], '2018-05-01'),
    };
    expect(drawMeasure(small, 600).ticks.map(({ label }) => label)).toEqual(['0', '0.5', '1', '1.5', '2']);
  });

  test('ends the band where the forecast does', () => {
    const { band, plot, target } = drawMeasure(figures, 600);
    const [, fast] = band?.split(' ') ?? [];
    expect(Number(fast?.split(',')[0])).toBe(plot.right);
    expect(Number(fast?.split(',')[1])).toBeGreaterThan(target.y);
    expect(rangeInWords({ low: 4.96, high: 5.04 })).toBe('5');
  });
});
