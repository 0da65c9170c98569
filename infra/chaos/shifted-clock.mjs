// Loaded with --import: this process believes that it is earlier or later than it is.
const shift = Number(process.env.CHAOS_CLOCK_SHIFT_MS ?? 0);
const real = Date.now.bind(Date);
const RealDate = Date;

class ShiftedDate extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [real() + shift] : given));
  }
  static now() {
    return real() + shift;
  }
}
if (shift !== 0) globalThis.Date = ShiftedDate;
