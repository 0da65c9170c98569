import { londonInstant } from '@kept/domain';
import type { Instant } from '@kept/domain';
import type { StepContent, StoryFile } from './content.js';

/** A step in its place in time. */
export interface Scheduled {
  at: Instant;
  file: string;
  workflow: string;
  /** The story's name; where it has none, its place in the file. */
  story: string;
  step: StepContent;
}

/** `2018-05-11T14:30` in London as an instant. */
export function instantOf(wallTime: string): Instant {
  const [day = '', time = ''] = wallTime.split('T');
  return londonInstant(day, time);
}

/**
 * Every step of every story before `until`, in order of time; of one time, in order of file and place.
 * @throws Error where two stories carry one name, or a story goes back in time
 */
export function timelineOf(files: readonly StoryFile[], until: Instant): Scheduled[] {
  const seen = new Set<string>();
  const all = files.flatMap(({ file, workflow, stories }) =>
    stories.flatMap(({ name, steps }, place) => {
      const story = name ?? `${file}, story ${place + 1}`;
      if (seen.has(story)) throw new Error(`${file}: two stories are called ${story}.`);
      seen.add(story);
      return inOrder(steps.map((step) => ({ at: instantOf(step.at), file, workflow, story, step })));
    }),
  );
  return all.filter(({ at }) => at < until).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function inOrder(steps: Scheduled[]): Scheduled[] {
  const back = steps.find(({ at }, place) => at < (steps[place - 1]?.at ?? ''));
  if (back !== undefined) throw new Error(`${back.file}: ${back.story} goes back in time at ${back.step.at}.`);
  return steps;
}
