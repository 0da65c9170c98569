import { describe, expect, it } from 'vitest';
import {
  acknowledgeLevel,
  addRecord,
  completeRecord,
  escalateItem,
  transitionWorkItem,
  type WorkItem,
} from '../index.js';
import { aSearch, anActor, anItem, changed, facts, later, refused } from '../../testing/index.js';

const known = facts({ definition: aSearch() }); // an officer, who may pass over a level
const owner = { ...known, actor: anActor([], ['lead'], 'cyd') };
const head = { ...known, actor: anActor(['director'], ['head-of-service'], 'ben') };

function searching(): WorkItem {
  const agreed = changed(addRecord(anItem({}, known), 'consents', { to: 'search', given: true }, known));
  return changed(transitionWorkItem(agreed, { transition: 'search', fields: {} }, known));
}
const raised = (level = 1) => changed(escalateItem(searching(), { level, reason: 'It cannot wait' }, known));
const answer = (item: WorkItem) => item.deadlines.findLast(({ key }) => key === 'escalation-answer');

describe('raising a level', () => {
  it('sets the level, asks an answer of its post, lets that post see the item and says so', () => {
    const decision = escalateItem(searching(), { level: 1 }, owner);
    expect(changed(decision)).toMatchObject({ level: 1, contributors: ['head-of-service'] });
    expect(answer(changed(decision))).toMatchObject({ dueOn: '2018-07-24', status: 'running', occurrence: 1 });
    expect(answer(changed(decision))?.receipt.at(-1)?.date).toBe('2018-07-24');
    expect(decision).toMatchObject({
      change: {
        event: { type: 'level-raised', fields: { level: 1, post: 'head-of-service', answerDueOn: '2018-07-24' } },
        notices: [{ post: 'head-of-service', kind: 'escalation' }],
      },
    });
  });

  it('may pass over a level by right, with a reason that is kept', () => {
    expect(refused(escalateItem(searching(), { level: 2 }, known))).toMatchObject({
      kind: 'missing',
      missing: [{ field: 'reason' }],
    });
    expect(raised(2).records['escalations']).toMatchObject([{ fields: { level: 2, reason: 'It cannot wait' } }]);
  });

  it('may not be passed over without the right to, reason or not', () => {
    expect(refused(escalateItem(searching(), { level: 2, reason: 'Please' }, owner)).kind).toBe('forbidden');
  });

  it('goes up only, to a level that is there', () => {
    expect(refused(escalateItem(raised(2), { level: 1 }, known)).kind).toBe('state');
    expect(refused(escalateItem(searching(), { level: 9 }, known))).toMatchObject({
      kind: 'missing',
      missing: [{ field: 'level', text: 'There is no level 9: the levels are 1, 2, 3.' }],
    });
  });

  it('is kept from whoever may not work on the item', () => {
    const stranger = { ...known, actor: anActor(['auditor'], [], 'zoe') };
    expect(refused(escalateItem(searching(), { level: 1 }, stranger)).kind).toBe('unknown');
  });
});

describe('a level that was raised', () => {
  it('is acknowledged by name by the holder of its post, who promises a day', () => {
    const after = changed(acknowledgeLevel(raised(), { level: 1, answerBy: '2018-07-17' }, head));
    expect(after.records['escalations']).toMatchObject([
      { fields: { acknowledgedBy: 'ben', acknowledgedOn: '2018-07-10', answerBy: '2018-07-17' } },
    ]);
    expect(answer(after)).toMatchObject({ calculatedOn: '2018-07-24', agreedOn: '2018-07-17', dueOn: '2018-07-17' });
    expect(refused(acknowledgeLevel(after, { level: 1, answerBy: '2018-07-18' }, head)).kind).toBe('state');
  });

  it('is acknowledged by nobody else, for no level that was not raised, and for no day that is past', () => {
    expect(refused(acknowledgeLevel(raised(), { level: 1, answerBy: '2018-07-17' }, owner)).kind).toBe('forbidden');
    expect(refused(acknowledgeLevel(raised(), { level: 2, answerBy: '2018-07-17' }, head)).kind).toBe('state');
    expect(refused(acknowledgeLevel(raised(), { level: 1, answerBy: '2018-07-09' }, head)).missing).toMatchObject([
      { field: 'answerBy' },
    ]);
  });

  it('promises no day later than as long again as the level had: raised on 10 July and due on 24 July, until 7 August', () => {
    const promise = (answerBy: string) => acknowledgeLevel(raised(), { level: 1, answerBy }, head);
    expect(refused(promise('2018-08-08')).missing).toMatchObject([
      { field: 'answerBy', text: expect.stringContaining('up to 7 August 2018') as string },
    ]);
    expect(answer(changed(promise('2018-08-07')))?.dueOn).toBe('2018-08-07');
    // Acknowledged late, the time counts from that day.
    const late = { ...later(known, 30), actor: head.actor };
    expect(refused(acknowledgeLevel(raised(), { level: 1, answerBy: '2018-08-24' }, late)).kind).toBe('missing');
    expect(answer(changed(acknowledgeLevel(raised(), { level: 1, answerBy: '2018-08-23' }, late)))?.dueOn).toBe(
      '2018-08-23',
    );
  });

  it('is answered by its post, which meets the limit', () => {
    const at = { ...later(known, 3), actor: head.actor };
    const place = { kind: 'escalations', no: 1 };
    expect(refused(completeRecord(raised(), place, { answer: 'A place is found' }, owner)).kind).toBe('forbidden');
    expect(refused(completeRecord(raised(), place, { reason: 'New' }, at)).kind).toBe('malformed');
    const after = changed(completeRecord(raised(), place, { answer: 'A place is found' }, at));
    expect(answer(after)).toMatchObject({ status: 'met', metOn: '2018-07-13' });
  });

  it('cannot be written by the call that adds records', () => {
    expect(refused(addRecord(searching(), 'escalations', { level: 4 }, known)).kind).toBe('unknown');
  });
});
