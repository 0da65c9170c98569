import { describe, expect, it } from 'vitest';
import { addEvidence, addRecord, escalateItem, stalledReasons, transitionWorkItem, type WorkItem } from '../index.js';
import { aSearch, anItem, changed, facts, later } from '../../testing/index.js';

const definition = aSearch({
  stalled: {
    limit: 'progress',
    without: { amount: 20, unit: 'working-days' },
    escalations: 2,
    since: 'consultations',
  },
});
const known = facts({ definition }); // Tuesday 10 July 2018
const why = (item: WorkItem, days: number) => stalledReasons(item, later(known, days));

function searching(): WorkItem {
  const agreed = changed(addRecord(anItem({}, known), 'consents', { to: 'search', given: true }, known));
  return changed(transitionWorkItem(agreed, { transition: 'search', fields: {} }, known));
}

describe('an item is stalled', () => {
  it('after 20 working days without new evidence, and not on the twentieth', () => {
    expect(why(searching(), 28)).toEqual([]); // 7 August
    expect(why(searching(), 29)).toEqual(['No new evidence for more than 20 working days, since 10 July 2018.']);
  });

  it('no more, when evidence is added', () => {
    const at = later(known, 29);
    const shown = changed(addEvidence(searching(), { title: 'A visit', note: null, link: null, file: null }, at));
    expect(stalledReasons(shown, at)).toEqual([]);
  });

  it('when one level was asked twice', () => {
    const once = changed(escalateItem(searching(), { level: 1 }, known));
    expect(why(once, 0)).toEqual([]);
    const late = later(known, 15);
    const twice = changed(escalateItem(once, { level: 1 }, late));
    expect(stalledReasons(twice, late)).toEqual(['Raised 2 times at level 1.']);
  });

  it('when the child moved after all that was done', () => {
    const moved = changed(
      addRecord(searching(), 'consultations', { school: 'A', askedOn: '2018-07-12' }, later(known, 2)),
    );
    expect(why(moved, 2)).toEqual(['Consultations: 12 July 2018, and nothing has been done since.']);
  });

  it('never while it is paused or closed', () => {
    const paused = transitionWorkItem(
      searching(),
      { transition: 'pause', fields: { reviewOn: '2018-12-03', reason: 'Exams' } },
      known,
    );
    expect(why(changed(paused), 60)).toEqual([]);
  });
});
