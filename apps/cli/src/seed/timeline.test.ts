import { describe, expect, it } from 'vitest';
import type { StoryContent, StoryFile } from './content.js';
import { timelineOf } from './timeline.js';

const until = '2018-12-31T00:00:00.000Z';

const story = (name: string | undefined, ...times: string[]): StoryContent => ({
  ...(name === undefined ? {} : { name }),
  steps: times.map((at) => ({ at, by: 'officer', edit: {} })),
});

const file = (name: string, ...stories: StoryContent[]): StoryFile => ({ file: name, workflow: 'request', stories });

describe('the steps of all stories', () => {
  it('follow each other in time over all files; of one time, in order of file and place', () => {
    const files = [
      file('a.yaml', story('one', '2018-06-01T10:00', '2018-07-01T10:00'), story('two', '2018-06-01T10:00')),
      file('b.yaml', story('three', '2018-05-01T10:00', '2018-06-01T10:00')),
    ];
    expect(timelineOf(files, until).map(({ at, story }) => `${at.slice(0, 16)} ${story}`)).toEqual([
      '2018-05-01T09:00 three', // ten o'clock in London's summer
      '2018-06-01T09:00 one',
      '2018-06-01T09:00 two',
      '2018-06-01T09:00 three',
      '2018-07-01T09:00 one',
    ]);
  });

  it('are left out from the day on which the demo opens', () => {
    const files = [file('a.yaml', story('one', '2018-06-01T10:00', '2019-01-02T10:00'))];
    expect(timelineOf(files, until)).toHaveLength(1);
  });

  it('are told apart by the place of their story, where it has no name', () => {
    const files = [file('a.yaml', story(undefined, '2018-06-01T10:00'), story(undefined, '2018-06-02T10:00'))];
    expect(timelineOf(files, until).map((each) => each.story)).toEqual(['a.yaml, story 1', 'a.yaml, story 2']);
  });

  it('are refused where two stories carry one name, or one goes back in time', () => {
    const twice = [file('a.yaml', story('one', '2018-06-01T10:00')), file('b.yaml', story('one', '2018-06-01T10:00'))];
    expect(() => timelineOf(twice, until)).toThrow('b.yaml: two stories are called one.');
    const back = [file('a.yaml', story('one', '2018-06-02T10:00', '2018-06-01T10:00'))];
    expect(() => timelineOf(back, until)).toThrow('a.yaml: one goes back in time at 2018-06-01T10:00.');
  });
});
