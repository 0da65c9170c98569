import type { WorkItem } from '@kept/domain';
import { markedMinutes } from '@kept/workflows/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForSeeding, readerOf, type DemoReader } from '../../testing/seeded-demo.js';
import { readDemo } from './content.js';
import { demoOpens, seedDemo } from './seed-demo.js';

const marks = markedMinutes();
const owning = (workflow: string) => readDemo().files.find((file) => file.workflow === workflow)?.stories ?? [];

let demo: DemoReader;
let actions: WorkItem[];
let reports: WorkItem[];
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openForSeeding();
  close = opened.close;
  const ours = ['challenge-card', 'panel-action', 'work-programme-item'];
  const { organisation, files } = readDemo();
  const content = { organisation, files: files.filter(({ workflow }) => ours.includes(workflow)) };
  await seedDemo(opened.databases, demoOpens, content);
  demo = readerOf(opened.databases);
  actions = await demo.all('panel-action');
  reports = await demo.all('work-programme-item');
}, 120_000);
afterAll(() => close());

/** The day of the meeting that a field names. */
async function dayOf({ fields }: WorkItem, field: string): Promise<string | undefined> {
  return (await demo.meetings()).find(({ id }) => id === fields[field])?.heldOn;
}

describe('the minutes of 1 June 2018', () => {
  it('are all there as panel actions: minute, paragraph, page, strength, owner and date as marked', () => {
    const marked = marks.undertakings.filter(({ kind }) => kind === 'action');
    const stories = owning('panel-action');
    expect(stories.map(({ name }) => name).sort()).toEqual(marked.map(({ story }) => story).sort());
    for (const mark of marked) {
      const title = stories.find(({ name }) => name === mark.story)?.steps[0]?.create?.title;
      const { fields, ownerPost } = actions.find((action) => action.title === title) ?? {};
      expect({ story: mark.story, ...pick(fields), ownerPost }).toEqual({
        story: mark.story,
        minuteNumber: mark.minute,
        paragraph: mark.paragraph ?? undefined,
        page: String(mark.page),
        strength: mark.strength,
        dueWords: mark.dueWords ?? undefined,
        dueBasis: mark.dueBasis,
        ownerPost: mark.ownerPost ?? 'corporate-parenting-officer',
      });
      expect('sentence' in (fields ?? {})).toBe(false);
    }
  });

  it('put what was said for a future meeting on the work programme', () => {
    const put = marks.undertakings.filter(({ kind }) => kind === 'work-programme').map(({ story }) => story);
    const names = owning('work-programme-item').map(({ name }) => name);
    expect(put.filter((story) => !names.includes(story))).toEqual([]);
  });

  it('leave no owner unnamed without saying so', async () => {
    const unowned = marks.undertakings.filter(({ kind, ownerPost }) => kind === 'action' && ownerPost === null);
    const shown = await Promise.all(actions.map(({ reference }) => demo.gaps(reference)));
    expect(shown.filter((gaps) => gaps.includes('ownerAsPrinted'))).toHaveLength(unowned.length);
  });

  it('are followed to what the papers of 19 July say: two closed by that meeting, one for it to close', () => {
    const states = actions.map(({ state }) => state);
    expect(states.filter((state) => state === 'closed')).toHaveLength(2);
    expect(states.filter((state) => state === 'proposed-to-close')).toHaveLength(1);
  });

  it('gave the next meeting’s real day to what was said for it', async () => {
    const update = actions.find(({ fields }) => fields['dueBasis'] === 'next-meeting');
    expect(update?.deadlines.find(({ key }) => key === 'do')).toMatchObject({
      dueOn: '2018-07-19',
      metOn: '2018-07-19',
    });
  });

  it('hold more than is taken from them', () => {
    expect(marks.resolutions.filter(({ kinds }) => kinds.includes('action'))).toHaveLength(1);
    expect(marks.resolutions).toHaveLength(9);
    expect(marks.notTaken.length).toBeGreaterThan(10);
  });
});

function pick(fields: WorkItem['fields'] = {}): Record<string, unknown> {
  const { minuteNumber, paragraph, page, strength, dueWords, dueBasis } = fields;
  return { minuteNumber, paragraph, page, strength, dueWords, dueBasis };
}

describe('the work programme', () => {
  it('still shows what the panel put off to a future meeting, late since the next one', () => {
    const waiting = reports.filter(({ state }) => state === 'unscheduled');
    expect(waiting.map(({ reference, nextDueOn }) => [reference, nextDueOn])).toEqual([['WP-2018-001', '2018-07-19']]);
  });

  it('has every report of the agenda of 19 July 2018 in its place, published on the day that the agenda says', async () => {
    const july = await ofMeeting('2018-07-19');
    expect(july.map(({ fields }) => [fields['agendaItem'], fields['pages']])).toEqual([
      ['5', undefined],
      ['6', '19 to 22'],
      ['7', undefined],
      ['8', '25 to 34'],
      ['9', '35 to 62'],
      ['10', '63 to 70'],
    ]);
    expect(july.map((report) => metOn(report, 'publication'))).toEqual(Array(6).fill('2018-07-11'));
    expect(july.every(({ state }) => state === 'presented')).toBe(true);
  });

  it('has those of 18 February 2020, published on the 10th, with what the extracts leave out as gaps', async () => {
    const february = await ofMeeting('2020-02-18');
    expect(february.map(({ ownerPost, fields }) => [ownerPost, fields['recurrence']])).toEqual([
      ['assistant-director-adolescents', 'once'],
      ['virtual-school-head', 'six-monthly'],
      ['head-of-18-plus', 'annual'],
      ['assistant-director-safeguarding', 'annual'],
    ]);
    expect(february.map((report) => metOn(report, 'publication'))).toEqual(Array(4).fill('2020-02-10'));
    expect(await demo.gaps('WP-2019-003')).toEqual(['authorAsPrinted', 'director', 'agendaItem', 'pages']);
  });

  it('goes on: what comes at each meeting was opened anew, and has its dates before 2 April 2020', async () => {
    const april = await ofMeeting('2020-04-02');
    expect(april.map(({ title }) => title)).toEqual([
      "Verbal update from the young people's council",
      'Verbal update by the cabinet member',
      'Performance scorecard for children in care',
    ]);
    expect(april[2]?.deadlines.find(({ key }) => key === 'draft')).toMatchObject({ dueOn: '2020-03-04' });
  });
});

async function ofMeeting(day: string): Promise<WorkItem[]> {
  const days = await Promise.all(reports.map((report) => dayOf(report, 'meeting')));
  return reports.filter((_, place) => days[place] === day);
}

function metOn({ deadlines }: WorkItem, key: string): string | null | undefined {
  return deadlines.find((deadline) => deadline.key === key)?.metOn;
}
