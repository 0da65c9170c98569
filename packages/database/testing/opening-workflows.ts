import type { WorkflowDefinition } from '@kept/domain';
import { requestWorkflow } from './request-workflow.js';

const inTenDays = {
  open: {
    label: 'Open',
    final: false,
    restricted: false,
    hiddenFrom: [],
    limits: [{ local: 'reply', continues: [], reminders: [], ignoresQuietHours: false }],
  },
  done: { label: 'Done', final: true, restricted: false, hiddenFrom: [], limits: [] },
};

/** What a school case goes on as when somebody is too old for school. */
export const afterSchool: WorkflowDefinition = {
  ...requestWorkflow,
  key: 'after-school',
  reference: 'AS',
  title: { officer: 'After school', plain: 'What comes next' },
  local: { reply: { amount: { amount: 10, unit: 'days' } } },
  states: inTenDays,
};

/** A school case that is closed by handing it over: the item of the other workflow is opened in the same change. */
export const atSchool: WorkflowDefinition = {
  ...afterSchool,
  key: 'at-school',
  reference: 'SC',
  title: { officer: 'At school', plain: 'My school' },
  transitions: {
    'hand-over': {
      label: 'Hand over',
      from: ['open'],
      to: [{ state: 'done', when: [] }],
      by: ['officer'],
      needs: [],
      asks: [],
      opens: { workflow: 'after-school', kind: 'handed-over-to', copies: { subject: 'subject' } },
    },
  },
};
