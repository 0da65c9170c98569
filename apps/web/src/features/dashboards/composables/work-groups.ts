import type { WorkCountsView, WorkflowSummaryView } from '@kept/contracts';
import { plural } from '../../../ui/words.js';

/** A workflow as the page of all work shows it. */
export interface WorkLine {
  key: string;
  title: string;
  /** One of them, for the link that begins a new one. */
  one: string;
  open: number;
  late: number;
  mayCreate: boolean;
}

export interface WorkGroup {
  key: string;
  title: string;
  lines: WorkLine[];
}

/** Which of the workflows that ship stand together; what is in none of these is the council's own. */
const groups: readonly { key: string; title: string; workflows: readonly string[] }[] = [
  { key: 'challenges', title: 'Young people’s challenges', workflows: ['challenge-card'] },
  {
    key: 'cases',
    title: 'Children’s cases',
    workflows: [
      'ehcp-escalation',
      'post-16-destination',
      'lifelong-links-referral',
      'looked-after-review',
      'iro-dispute',
      'placement-planning-meeting',
      'initial-health-assessment',
      'missing-over-48-hours',
      'return-interview',
      'safety-pod-stay',
      'rent-guarantor-application',
    ],
  },
  {
    key: 'panel',
    title: 'Panel and plan',
    workflows: ['panel-action', 'work-programme-item', 'business-plan-target', 'business-plan-action'],
  },
];
const own = { key: 'own', title: 'The council’s own' };

/** What somebody sees or may begin, in groups that have something in them. */
export function groupWork(workflows: readonly WorkflowSummaryView[], { counts }: WorkCountsView): WorkGroup[] {
  const lines = workflows.flatMap(({ key, title, mayCreate }) => {
    const count = counts.find(({ workflow }) => workflow === key);
    if (!count && !mayCreate) return [];
    const { open, late } = count ?? { open: 0, late: 0 };
    return [{ key, title: plural(title.officer), one: title.officer, open, late, mayCreate }];
  });
  const placeOf = (key: string) => groups.find((group) => group.workflows.includes(key));
  const shipped = groups.map(({ key, title, workflows: members }) => ({
    key,
    title,
    lines: members.flatMap((member) => lines.find((line) => line.key === member) ?? []),
  }));
  return [...shipped, { ...own, lines: lines.filter(({ key }) => !placeOf(key)) }].filter(
    ({ lines: within }) => within.length > 0,
  );
}

/** `Nothing is open.`, or how much is, and how much of it is late. */
export function workInWords(all: readonly WorkGroup[]): string {
  const lines = all.flatMap(({ lines: within }) => within);
  const open = lines.reduce((sum, line) => sum + line.open, 0);
  const late = lines.reduce((sum, line) => sum + line.late, 0);
  if (open === 0) return 'Nothing that you may see is open.';
  const items = open === 1 ? 'item that you may see is' : 'items that you may see are';
  return `${open} ${items} open. ${late === 0 ? 'Nothing is late.' : `${late} of them late.`}`;
}
