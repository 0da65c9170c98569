import type { FieldDefinition, LimitUse, TransitionDefinition, WorkflowDefinition } from '../src/index.js';

/** A limit of a state with everything else left out. */
export function limit(use: Partial<LimitUse>): LimitUse {
  return { continues: [], reminders: [], ignoresQuietHours: false, ...use };
}

/**
 * A small workflow with one of everything: asked → doing → asked for review → done. Ten working days to begin with,
 * twenty to do it, an update for each panel meeting, a review by somebody else.
 */
export function aDefinition(overrides: Partial<WorkflowDefinition> = {}): WorkflowDefinition {
  return {
    key: 'request',
    version: 1,
    reference: 'RQ',
    title: { officer: 'Request', plain: 'What we asked' },
    classification: 'unrestricted',
    initial: 'asked',
    owner: { default: 'lead' },
    fields: {
      question: field('text', 'The question', { required: true, plain: true, max: 200 }),
      askedOn: field('date', 'Asked on', { notAfter: 'today' }),
      director: field('post', 'Director'),
      meetingAt: field('meeting', 'Heard at'),
      promisedFor: field('date', 'Promised for'),
      answer: field('text', 'What we did'),
      cost: field('money', 'Cost', { visibleTo: ['officer'] }),
      size: field('choice', 'Size', { of: ['small', 'large'] }),
    },
    records: {
      updates: {
        label: 'Updates',
        fields: {
          text: field('text', 'Update', { required: true }),
          givenOn: field('date', 'Given on', { default: 'today' }),
        },
      },
      reviews: {
        label: 'Reviews',
        fields: { outcome: field('choice', 'Outcome', { of: ['good', 'again'], required: true }) },
      },
      undertakings: {
        label: 'Undertakings',
        fields: { text: field('text', 'What was undertaken', { required: true }), answer: field('text', 'Answer') },
      },
    },
    local: {
      begin: { label: 'Begin', amount: { amount: 10, unit: 'working-days' } },
      do: { amount: { amount: 20, unit: 'working-days' }, orOn: 'promisedFor' },
      review: { amount: { amount: 5, unit: 'working-days' } },
      update: { before: 'agenda-publication', amount: { amount: -5, unit: 'working-days' } },
    },
    states: {
      asked: state('Asked', { limits: [limit({ local: 'begin' })] }),
      doing: state('Doing', {
        limits: [
          limit({
            local: 'do',
            continues: ['paused'],
            reminders: [{ amount: -5, unit: 'working-days' }],
            escalation: 'standard',
          }),
        ],
        every: limit({ local: 'update', metBy: 'updates' }),
      }),
      paused: state('Paused', { limits: [limit({ local: 'review' })] }),
      reviewing: state('In review', { limits: [limit({ local: 'review' })] }),
      secret: state('A private matter', { restricted: true, limits: [limit({ local: 'review' })] }),
      done: state('Done', { final: true }),
      dropped: state('Dropped', { final: true }),
    },
    transitions: {
      begin: transition('Begin', {
        from: ['asked'],
        to: [{ state: 'doing', when: [] }],
        by: ['officer'],
        needs: [{ kind: 'field', field: 'director' }],
        asks: ['promisedFor'],
      }),
      hide: transition('Take in private', { from: ['asked'], to: [{ state: 'secret', when: [] }], by: ['officer'] }),
      pause: transition('Pause', {
        from: ['doing'],
        to: [{ state: 'paused', when: [] }],
        by: ['owner'],
        needs: [{ kind: 'reason' }],
      }),
      resume: transition('Resume', { from: ['paused'], to: [{ state: 'doing', when: [] }], by: ['owner'] }),
      submit: transition('Submit', {
        from: ['doing'],
        to: [{ state: 'reviewing', when: [] }],
        by: ['owner', 'officer'],
        needs: [
          { kind: 'field', field: 'answer' },
          { kind: 'evidence', count: 1 },
        ],
      }),
      review: transition('Review', {
        from: ['reviewing'],
        to: [
          { state: 'done', when: [{ kind: 'added', field: 'outcome', test: { op: 'is', value: 'good' } }] },
          { state: 'doing', when: [] },
        ],
        by: ['officer', 'director'],
        needs: [{ kind: 'second-person' }],
        adds: 'reviews',
      }),
      drop: transition('Drop', {
        from: ['asked', 'doing', 'paused', 'reviewing', 'secret'],
        to: [{ state: 'dropped', when: [] }],
        by: ['officer'],
        needs: [{ kind: 'reason' }],
      }),
    },
    escalation: {
      standard: [
        {
          level: 1,
          to: 'owner.reportsTo',
          after: { amount: 1, unit: 'working-days' },
          answerWithin: { amount: 5, unit: 'working-days' },
        },
        { level: 2, to: 'director', after: { amount: 10, unit: 'working-days' } },
        { level: 3, agenda: 'next-meeting' },
      ],
    },
    visibility: { chair: ['aggregate', 'item'], 'young-people': ['published'] },
    ...overrides,
  };
}

function field(type: FieldDefinition['type'], label: string, rest: Partial<FieldDefinition> = {}): FieldDefinition {
  return { type, label, required: false, plain: false, ...rest };
}

function state(
  label: string,
  rest: Partial<WorkflowDefinition['states'][string]>,
): WorkflowDefinition['states'][string] {
  return { label, final: false, restricted: false, hiddenFrom: [], limits: [], ...rest };
}

function transition(
  label: string,
  rest: Partial<TransitionDefinition> & Pick<TransitionDefinition, 'from' | 'to' | 'by'>,
): TransitionDefinition {
  return { label, needs: [], asks: [], ...rest };
}
