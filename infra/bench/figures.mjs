/** Medians, percentiles and the verdict on a measure. Ratios are judged, never an absolute number of a shared machine. */

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `sorted` ascending; `share` 0.99 for the 99th percentile. */
export const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** What is measured, against what, and what is asked of it. `better` says which way a ratio is good. */
export const goals = {
  P1: {
    title: 'transition through the HTTP API, 16 connections / the same function by pgbench, 16 clients',
    unit: 'per second',
    better: 'higher',
    gate: 0.2,
    goal: 0.35,
  },
  P2: {
    title: 'transition through the HTTP API, 16 connections / the same function by pgbench, 1 client',
    unit: 'per second',
    better: 'higher',
    gate: 0.6,
    goal: 1,
  },
  P9: {
    title: 'list at depth 1,000 / its first page, p99, 1 million items',
    unit: 'ms',
    better: 'lower',
    gate: 2,
    goal: 1.3,
  },
  P13: {
    title: '100,000 deadlines fired by two workers, one killed in the middle / the same function by two connections',
    unit: 's',
    better: 'lower',
    gate: 3,
    goal: 1.5,
  },
  P14: {
    title: 'the same, until each of the 100,000 has been told of / the same function by two connections',
    unit: 's',
    better: 'lower',
    gate: 10,
    goal: 5,
  },
  P15: {
    title:
      '100,000 deadlines fired by two workers / as many delayed BullMQ jobs on Redis that write the same, by two workers',
    unit: 's',
    better: 'lower',
    gate: 1,
    goal: 0.5,
  },
  P16: {
    title: 'lateness of 250 deadlines a second, p99 / the pause between two sweeps',
    unit: 'ms',
    better: 'lower',
    gate: 1.25,
    goal: 1.05,
  },
  P17: {
    title: 'the API during a burst of 100,000 deadlines, p99 / before it',
    unit: 'ms',
    better: 'lower',
    gate: 4,
    goal: 2,
  },
  P18: {
    title: 'the API with all its guards and a trivial handler / bare node:http',
    unit: 'per second',
    better: 'higher',
    gate: 0.4,
    goal: 0.6,
  },
  P19: {
    title: 'first JavaScript of the web app / a hello of the same libraries, gzip',
    unit: 'kB',
    better: 'lower',
    gate: 4,
    goal: 2.5,
  },
};

export function measure(id, floors, products) {
  const { unit, gate, goal, better } = goals[id];
  const floor = median(floors);
  const product = median(products);
  const ratio = product / floor;
  const passed = better === 'higher' ? ratio >= gate : ratio <= gate;
  const reached = better === 'higher' ? ratio >= goal : ratio <= goal;
  return {
    id,
    floor: round(floor),
    product: round(product),
    ratio: round(ratio),
    gate,
    goal,
    unit,
    passed,
    reached,
    floors: floors.map(round),
    products: products.map(round),
  };
}

export const round = (value) => Number(value.toPrecision(4));

export function say({ id, floor, product, ratio, gate, goal, unit, passed, reached, floors, products }) {
  const sign = goals[id].better === 'higher' ? '>=' : '<=';
  const verdict = reached ? 'goal reached' : passed ? 'gate passed' : 'GATE FAILED';
  return [
    `${id}  ${goals[id].title}`,
    `    floor ${floor} ${unit} (${floors.join(', ')}), product ${product} ${unit} (${products.join(', ')})`,
    `    ratio ${ratio}: ${verdict} (gate ${sign} ${gate}, goal ${sign} ${goal})`,
  ].join('\n');
}
