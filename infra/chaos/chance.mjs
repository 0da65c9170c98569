// Chance that can be had again: the seed is printed, and `--seed` plays the same faults in the same order.

/** @param {number} seed @returns {() => number} as Math.random */
function mulberry(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param {number} seed */
export function chanceFrom(seed) {
  const random = mulberry(seed);
  const below = (limit) => Math.floor(random() * limit);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    oneOf: (choices) => choices[below(choices.length)],
    happens: (probability) => random() < probability,
    shuffled(list) {
      const left = [...list];
      for (let place = left.length - 1; place > 0; place -= 1) {
        const other = below(place + 1);
        [left[place], left[other]] = [left[other], left[place]];
      }
      return left;
    },
  };
}
