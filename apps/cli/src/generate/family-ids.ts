import { markedId } from '@kept/database';
import type { AuditDraw } from '@kept/database';
import type { Instant } from '@kept/domain';
import type { Dice } from './dice.js';

/** The ids of one family of items, of their audit too: all end alike, and the end is left open until they are stamped. */
export class FamilyIds implements AuditDraw {
  private drawn = 0;

  constructor(private readonly dice: Dice) {}

  id(at: Instant): string {
    this.drawn += 1;
    return markedId(at, this.drawn - 1);
  }

  salt(): string {
    return this.dice.hex(32);
  }
}

/** An ending for all ids of a family: 62 bits, as random as the rest of a UUID. */
export function drawEnding(dice: Dice): string {
  return `-${dice.pick(['8', '9', 'a', 'b'])}${dice.hex(3)}-${dice.hex(12)}`;
}
