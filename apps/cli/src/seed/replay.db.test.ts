import type { WorkItem } from '@kept/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openForSeeding, readerOf } from '../../testing/seeded-demo.js';
import { readDemo } from './content.js';
import type { StepContent, StoryContent } from './content.js';
import type { SeedDatabases } from './replay.js';
import { seedDemo } from './seed-demo.js';

let databases: SeedDatabases;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ databases, close } = await openForSeeding());
});
afterEach(() => close());

const raised: StepContent = {
  at: '2018-05-01T10:00',
  by: 'participation',
  create: { title: 'A card', fields: { question: 'Will you?', raisedBy: 'ocypc', raisedOn: '2018-05-01' } },
};
const triaged: StepContent = {
  at: '2018-05-01T11:00',
  by: 'participation',
  transition: 'triage',
  fields: { kind: 'collective', screenedOn: '2018-05-01' },
};

async function play(...stories: StoryContent[]): Promise<void> {
  const files = [{ file: 'cards.yaml', workflow: 'challenge-card', stories }];
  await seedDemo(databases, '2018-05-10T09:00', { organisation: readDemo().organisation, files });
}

const card = async (reference: string): Promise<WorkItem> => (await readerOf(databases).read(reference)).item;

describe('a story', () => {
  it('points at a meeting by its day, of the panel or of another body, and at another story’s item by its name', async () => {
    const second = { ...raised, at: '2018-05-01T10:30' };
    await play(
      { name: 'first', steps: [raised, triaged] },
      {
        name: 'second',
        steps: [
          second,
          { ...triaged, at: '2018-05-02T11:00' },
          { at: '2018-05-03T10:00', by: 'participation', edit: { presentedAt: { meeting: '2018-06-01' } } },
          {
            at: '2018-05-03T10:05',
            by: 'officer',
            record: 'updates',
            fields: { text: 'An update.', meeting: { meeting: { body: 'ocypc', on: '2018-05-30' } } },
          },
          { at: '2018-05-03T10:10', by: 'officer', link: { to: { item: 'first' }, kind: 'related' } },
        ],
      },
    );
    const meetings = await readerOf(databases).meetings();
    const meetingOf = (id: unknown): string => {
      const meeting = meetings.find((each) => each.id === id);
      return `${meeting?.body} ${meeting?.heldOn}`;
    };
    const { fields, records, links } = await card('CC-2018-002');
    expect(meetingOf(fields['presentedAt'])).toBe('corporate-parenting-panel 2018-06-01');
    expect(meetingOf(records['updates']?.[0]?.fields['meeting'])).toBe('ocypc 2018-05-30');
    expect(links.map(({ to, kind }) => [to, kind])).toEqual([['CC-2018-001', 'related']]);
  });

  it('fills what a record left open, plans, and moves a date and an owner with a reason', async () => {
    const on = (at: string): { at: string; by: string } => ({ at: `2018-05-02T${at}`, by: 'officer' });
    await play({
      steps: [
        raised,
        triaged,
        { ...on('10:00'), record: 'undertakings', fields: { text: 'We look into it.', givenOn: '2018-05-02' } },
        { ...on('10:01'), complete: { record: 'undertakings', no: 1 }, fields: { answer: 'It can be done.' } },
        { ...on('10:02'), schedule: { decide: '2018-05-25' } },
        { ...on('10:03'), owner: { ownerPost: 'head-of-18-plus', reason: 'It is theirs.' } },
        { ...on('10:04'), extend: { deadline: 'decide', to: '2018-06-29', reason: 'The panel asked for it.' } },
      ],
    });
    const { records, deadlines, ownerPost } = await card('CC-2018-001');
    expect(records['undertakings']?.[0]?.fields['answer']).toBe('It can be done.');
    expect(deadlines.find(({ key }) => key === 'decide')).toMatchObject({
      scheduledOn: '2018-05-25',
      dueOn: '2018-06-29',
    });
    expect(ownerPost).toBe('head-of-18-plus');
  });

  it('that is refused stops the seed, and says where and why', async () => {
    const { fields: _left, ...bare } = triaged;
    await expect(play({ name: 'not-screened', steps: [raised, bare] })).rejects.toThrow(
      /^cards\.yaml, not-screened, 2018-05-01T11:00: 2 things are missing\. kind: /,
    );
  });

  it('that names what is not there stops the seed likewise', async () => {
    const link: StepContent = { at: '2018-05-01T12:00', by: 'officer', link: { to: { item: 'nobody' }, kind: 'x' } };
    await expect(play({ name: 'lonely', steps: [raised, link] })).rejects.toThrow(
      'cards.yaml, lonely, 2018-05-01T12:00: No story has made the item nobody by then.',
    );
  });

  it('whose step nobody takes stops the seed likewise', async () => {
    const nobody: StepContent = { ...raised, by: 'nobody' };
    await expect(play({ steps: [nobody] })).rejects.toThrow(/No person nobody in the demo\.$/);
  });

  it('begins with the step that creates its item', async () => {
    await expect(play({ steps: [triaged] })).rejects.toThrow(/A story begins with the step that creates its item\.$/);
  });
});
