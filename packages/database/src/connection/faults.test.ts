import { describe, expect, it } from 'vitest';
import { classifyDatabaseError } from './faults.js';

const ofCode = (code: string, message = 'refused') =>
  classifyDatabaseError(Object.assign(new Error(message), { code }));

describe('an error of the database', () => {
  it('of a full disk is 507: nothing was written, and reading goes on', () => {
    expect(ofCode('53100')).toEqual({ kind: 'disk-full', status: 507, retryAfterSeconds: null });
  });

  it.each(['57P01', '57P02', '57P03', '53300', '08006', 'ECONNREFUSED', 'ECONNRESET'])(
    '%s says that it is away: 503, and when to come back',
    (code) => {
      expect(ofCode(code)).toEqual({ kind: 'unavailable', status: 503, retryAfterSeconds: 2 });
    },
  );

  it('that came too late is 504, whichever side gave up', () => {
    expect(ofCode('57014')?.status).toBe(504);
    expect(ofCode('', 'Query read timeout')?.status).toBe(504);
  });

  it('never carries a value, and another error is none of it', () => {
    expect(JSON.stringify(ofCode('22021', 'invalid byte sequence: Kingfisher'))).not.toContain('Kingfisher');
    expect(classifyDatabaseError(new TypeError('x is not a function'))).toBeNull();
  });
});
