import { describe, expect, it } from 'vitest';
import {
  addEvidence,
  addRecord,
  completeRecord,
  createWorkItem,
  describePath,
  editWorkItem,
  extendItemDeadline,
  latestDeadline,
  listEditable,
  listTransitions,
  maySee,
  openGaps,
  suspendItem,
  transitionWorkItem,
  type Actor,
  type Decision,
  type Fields,
  type WorkItem,
} from '@kept/domain';
import { actor, cardFacts, director, officer, participation } from '../testing/card-facts.js';

/** What is entered on a form, and by whom where it is not the officer. */
type Form = { by?: Actor; [field: string]: unknown };

function item(decision: Decision): WorkItem {
  if (!decision.allowed) throw new Error(JSON.stringify(decision.refusal));
  return decision.change.item;
}

function raised(on: string, fields: Fields = {}): WorkItem {
  const all = { question: 'Can it last until we are 18?', raisedBy: 'ocypc', raisedOn: on, ...fields };
  return item(
    createWorkItem(
      { id: 'card', reference: 'CC-2018-001', title: 'Lifelong Links', fields: all },
      cardFacts(on, participation),
    ),
  );
}

function move(card: WorkItem, on: string, transition: string, { by = officer, ...fields }: Form = {}): WorkItem {
  return item(transitionWorkItem(card, { transition, fields: fields as Fields }, cardFacts(on, by)));
}

const accepting = { director: 'corporate-director', ownerPost: 'head-of-fostering', acceptedBy: 'officer' };
const told = { whatWeDid: 'A', whatWeCouldNot: 'B', plainWhatWeDid: 'A', plainWhatWeCouldNot: 'B' };
const note = { title: 'Paper of 19 July 2018', note: 'Paragraph 2', link: null, file: null };

/** Lifelong Links: accepted on 11 May 2018 at its launch, before it was presented on 1 June. */
function lifelongLinks(): WorkItem {
  const triaged = move(raised('2018-05-11'), '2018-05-11', 'triage', { kind: 'collective', screenedOn: '2018-05-11' });
  return move(triaged, '2018-05-11', 'accept', accepting);
}

const dates = (card: WorkItem) => card.deadlines.map(({ key, status, dueOn }) => [key, status, dueOn]);

describe('a card as it is raised', () => {
  it('is screened the same day and triaged within ten working days', () => {
    const card = raised('2018-05-11');
    expect(card).toMatchObject({
      state: 'raised',
      ownerPost: 'corporate-parenting-officer',
      version: 1,
      nextDueOn: '2018-05-11',
    });
    // Over the spring bank holiday of 28 May.
    expect(dates(card)).toEqual([
      ['screen', 'running', '2018-05-11'],
      ['triage', 'running', '2018-05-25'],
    ]);
  });

  it('counts a screen written up later on its own day', () => {
    const card = item(
      editWorkItem(raised('2018-05-11'), { fields: { screenedOn: '2018-05-11' } }, cardFacts('2018-05-14')),
    );
    expect(latestDeadline(card.deadlines, 'screen')).toMatchObject({ status: 'met', metOn: '2018-05-11' });
  });

  it('is screened no later than today, and what has met its limit is not emptied', () => {
    const screened = (card: WorkItem, screenedOn: string | null) =>
      editWorkItem(card, { fields: { screenedOn } }, cardFacts('2018-05-14'));
    expect(screened(raised('2018-05-11'), '2029-01-01')).toMatchObject({
      refusal: { missing: [{ text: '“Screened for safeguarding on” must be today or earlier.' }] },
    });
    const card = item(screened(raised('2018-05-11'), '2018-05-11'));
    expect(screened(card, null)).toMatchObject({ refusal: { kind: 'missing', missing: [{ field: 'screenedOn' }] } });
  });

  it('asks for what is missing in the words of the page', () => {
    const command = { id: 'card', reference: '', title: '', fields: { raisedBy: 'panel', raisedOn: '2018-05-12' } };
    expect(createWorkItem(command, cardFacts('2018-05-11', participation))).toEqual({
      allowed: false,
      refusal: {
        kind: 'missing',
        detail: '4 things are missing.',
        missing: [
          { field: 'title', text: 'Give it a title.' },
          { field: 'raisedBy', text: '“Raised by” names a council or committee that is not one of the choices.' },
          { field: 'raisedOn', text: '“Raised on” must be today or earlier.' },
          { field: 'question', text: 'Fill in “The question”.' },
        ],
      },
    });
  });

  it('shows an officer the ways on and what each lacks', () => {
    expect(listTransitions(raised('2018-05-11'), cardFacts('2018-05-11'))).toMatchObject([
      { key: 'screen', to: 'raised', allowed: true, missing: [{ field: 'screenedOn' }, { field: 'screenFound' }] },
      { key: 'triage', allowed: true, missing: [{ field: 'kind' }, { field: 'screenedOn' }] },
      { key: 'withdraw', to: 'withdrawn', allowed: true, missing: [{ field: 'reason' }] },
    ]);
  });
});

describe('Lifelong Links', () => {
  it('was accepted before it was presented, with an answer due in 20 working days', () => {
    const card = lifelongLinks();
    expect(card).toMatchObject({ state: 'accepted', ownerPost: 'head-of-fostering', nextDueOn: '2018-06-11' });
    const presented = move(card, '2018-06-01', 'present', { presentedAt: 'panel-2018-06-01' });
    expect(presented).toMatchObject({
      state: 'accepted',
      enteredAt: card.enteredAt,
      nextDueOn: '2018-06-11',
      version: card.version + 1,
    });
  });

  it('does not become a personal matter by an edit once it was triaged as collective', () => {
    const edit = (kind: string) => editWorkItem(lifelongLinks(), { fields: { kind } }, cardFacts('2018-05-14'));
    expect(edit('personal')).toMatchObject({
      refusal: { kind: 'state', missing: [{ field: 'kind', text: '“Kind of card” decided where the item went.' }] },
    });
    expect(item(edit('collective')).restrictedTo).toBeNull();
    expect(listEditable(lifelongLinks(), cardFacts('2018-05-14'))).not.toContain('kind');
  });

  it('shows its undertaking open until it is answered', () => {
    const undertaking = {
      text: 'Look into the costs of going on to 18',
      by: 'corporate-director',
      givenOn: '2018-06-01',
    };
    const card = item(addRecord(lifelongLinks(), 'undertakings', undertaking, cardFacts('2018-06-01')));
    expect(openGaps(card, cardFacts('2018-07-19').definition)).toEqual([
      { field: 'answerDueOn', text: '“Answer promised for” was never given.' },
      { field: 'undertakings.1', text: 'Still open: Look into the costs of going on to 18' },
    ]);
    const answered = item(
      completeRecord(
        card,
        { kind: 'undertakings', no: 1 },
        { answer: 'A pilot for over-18s' },
        cardFacts('2018-07-19'),
      ),
    );
    expect(openGaps(answered, cardFacts('2018-07-19').definition)).toHaveLength(1);
    expect(
      completeRecord(answered, { kind: 'undertakings', no: 1 }, { answer: 'Another' }, cardFacts('2018-07-19')),
    ).toMatchObject({
      refusal: { kind: 'state' },
    });
  });

  it('asks an update for each panel meeting once work has started', () => {
    // Meeting 13 September 2018, agenda out on 5 September, paper due five working days before: 29 August (27 August is a holiday).
    const card = move(lifelongLinks(), '2018-07-19', 'start');
    expect(latestDeadline(card.deadlines, 'panel-update')).toMatchObject({ status: 'running', dueOn: '2018-08-29' });
    const updated = item(addRecord(card, 'updates', { text: 'The pilot has begun' }, cardFacts('2018-07-20')));
    expect(updated.deadlines.filter(({ key }) => key === 'panel-update').map(({ status }) => status)).toEqual([
      'met',
      'running',
    ]);
  });

  it('shows whom a late answer goes to and when', () => {
    const card = lifelongLinks();
    const known = cardFacts('2018-06-12');
    const answer = latestDeadline(card.deadlines, 'answer');
    expect(
      answer && describePath(card, known.definition, answer, known).map(({ level, to, on }) => [level, to, on]),
    ).toEqual([
      [1, 'director-integrated-services', '2018-06-12'],
      [2, 'corporate-director', '2018-06-25'],
      [3, 'corporate-director', '2018-07-02'],
      [4, 'the agenda of the next meeting', null],
    ]);
  });
});

describe('the rent guarantor card', () => {
  it('keeps both figures that the papers give', () => {
    const contradiction = { text: '12 young people, or at most 25', sources: 'Papers of June and July 2018' };
    const card = item(
      addRecord(
        raised('2018-06-01', { raisedBy: 'young-adult-council' }),
        'contradictions',
        contradiction,
        cardFacts('2018-07-19'),
      ),
    );
    expect(openGaps(card, cardFacts('2018-07-19').definition)).toEqual([
      { field: 'contradictions.1', text: 'The papers contradict each other: 12 young people, or at most 25' },
    ]);
  });
});

describe('the council-tax card', () => {
  it('waits for the formal decision while its answer runs on', () => {
    const triaged = move(raised('2019-03-15'), '2019-03-15', 'triage', {
      kind: 'collective',
      screenedOn: '2019-03-15',
    });
    const accepted = move(triaged, '2019-03-18', 'accept', { ...accepting, answerDueOn: '2020-02-18' });
    const decision = { body: 'Cabinet committee', date: '2020-01-10', reference: '19/00091' };
    const waiting = move(accepted, '2019-12-02', 'refer', { formalDecision: decision, by: director });
    expect(dates(waiting).slice(-2)).toEqual([
      ['answer', 'running', '2020-02-18'],
      ['formalDecision-date', 'running', '2020-01-10'],
    ]);
    expect(editWorkItem(waiting, { fields: { formalDecision: null } }, cardFacts('2019-12-03'))).toMatchObject({
      refusal: { kind: 'missing', missing: [{ field: 'formalDecision' }] },
    });
    const started = move(waiting, '2020-01-13', 'start');
    expect(latestDeadline(started.deadlines, 'formalDecision-date')).toMatchObject({
      status: 'met',
      metOn: '2020-01-13',
    });
    expect(latestDeadline(started.deadlines, 'answer')).toMatchObject({
      occurrence: 1,
      status: 'running',
      dueOn: '2020-02-18',
    });
  });
});

describe('Mind Your Language', () => {
  it('was accepted by resolution with no date, and shows that one is missing', () => {
    const triaged = move(raised('2019-12-02'), '2019-12-02', 'triage', {
      kind: 'collective',
      screenedOn: '2019-12-02',
    });
    const card = move(triaged, '2019-12-12', 'accept', { ...accepting, acceptedBy: 'panel' });
    // Over Christmas Day, Boxing Day and New Year's Day.
    expect(card.nextDueOn).toBe('2020-01-14');
    expect(openGaps(card, cardFacts('2019-12-12').definition)).toEqual([
      { field: 'answerDueOn', text: '“Answer promised for” was never given.' },
    ]);
    expect(item(editWorkItem(card, { fields: { answerDueOn: '2020-02-18' } }, cardFacts('2019-12-13'))).nextDueOn).toBe(
      '2020-02-18',
    );
  });
});

describe('the young people have the last word', () => {
  function answered(): WorkItem {
    const withNote = item(addEvidence(lifelongLinks(), note, cardFacts('2018-07-19')));
    return move(withNote, '2018-07-19', 'answer', { ...told, by: director });
  }

  it('at their own next meeting, in the school holidays', () => {
    expect(answered()).toMatchObject({ state: 'answered', nextDueOn: '2018-08-22' });
  });

  it('and “partly” begins a new answer, of which “kept” is the end', () => {
    const partly = move(answered(), '2018-08-22', 'verdict', {
      verdict: 'partly',
      stars: 3,
      words: 'Nearly',
      by: participation,
    });
    expect(partly.state).toBe('in-progress');
    expect(partly.deadlines.filter(({ key }) => key === 'answer').map(({ status, dueOn }) => [status, dueOn])).toEqual([
      ['met', '2018-06-11'],
      ['running', '2018-09-20'],
    ]);
    const again = move(partly, '2018-09-03', 'answer', { ...told, by: director });
    const kept = move(again, '2018-11-01', 'verdict', { verdict: 'kept', stars: 5, by: participation });
    expect(kept).toMatchObject({ state: 'confirmed', closed: true, nextDueOn: null });
    expect(kept.records['verdicts']).toMatchObject([
      { no: 1, fields: { verdict: 'partly', stars: 3, words: 'Nearly', givenOn: '2018-08-22' } },
      { no: 2, fields: { verdict: 'kept', stars: 5, givenOn: '2018-11-01' } },
    ]);
  });

  it('and a promise that is over says nothing of the new answer; a new one does', () => {
    const promised = item(editWorkItem(answered(), { fields: { answerDueOn: '2018-06-29' } }, cardFacts('2018-07-20')));
    const partly = (fields: Form) =>
      latestDeadline(
        move(promised, '2018-08-22', 'verdict', { verdict: 'partly', by: participation, ...fields }).deadlines,
        'answer',
      );
    expect(partly({})).toMatchObject({ occurrence: 2, startedOn: '2018-08-22', dueOn: '2018-09-20' });
    expect(partly({ answerDueOn: '2018-10-31' })).toMatchObject({ occurrence: 2, dueOn: '2018-10-31' });
  });

  it('which nobody adds beside the verdict', () => {
    expect(
      addRecord(answered(), 'verdicts', { verdict: 'kept' }, cardFacts('2018-08-22', participation)),
    ).toMatchObject({
      refusal: { kind: 'state', detail: "This is added by “Record the young people's verdict” alone." },
    });
  });
});

describe('a card that nobody has screened', () => {
  const { definition } = cardFacts('2018-05-14');
  const panel = [actor('chair', []), actor('panel-member', [])];
  const seenBy = (card: WorkItem) => panel.map((member) => maySee(card, definition, member));

  it('is not for the panel until it is triaged as collective', () => {
    const card = raised('2018-05-11');
    expect(seenBy(card)).toEqual([false, false]);
    for (const role of ['officer', 'participation', 'director', 'auditor'] as const) {
      expect(maySee(card, definition, actor(role, []))).toBe(true);
    }
    const triaged = move(card, '2018-05-14', 'triage', { kind: 'collective', screenedOn: '2018-05-11' });
    expect(seenBy(triaged)).toEqual([true, true]);
  });

  it('stays out of its sight when it is withdrawn unscreened, and not when the panel knew it', () => {
    const unscreened = move(raised('2018-05-11'), '2018-05-14', 'withdraw', { reason: 'Raised by mistake' });
    expect(seenBy(unscreened)).toEqual([false, false]);
    const known = move(lifelongLinks(), '2018-06-04', 'withdraw', { reason: 'Asked another way' });
    expect(seenBy(known)).toEqual([true, true]);
  });
});

describe('a personal matter', () => {
  it('is hidden from the panel, from its triage on and for good', () => {
    const { definition } = cardFacts('2018-05-14');
    const personal = move(raised('2018-05-11'), '2018-05-14', 'triage', { kind: 'personal', screenedOn: '2018-05-11' });
    expect(personal).toMatchObject({ state: 'personal', nextDueOn: '2018-05-29' });
    const settled = item(
      transitionWorkItem(
        personal,
        { transition: 'settle', fields: { handedTo: 'head-of-fostering' }, reason: 'Spoken to' },
        cardFacts('2018-05-20'),
      ),
    );
    for (const card of [personal, settled]) {
      expect(maySee(card, definition, actor('chair', []))).toBe(false);
      expect(maySee(card, definition, officer)).toBe(true);
    }
    expect(maySee(settled, definition, actor('caseworker', ['head-of-fostering']))).toBe(true);
  });
});

describe('agreed and suspended days', () => {
  it('keeps the first date beside the agreed one', () => {
    const card = item(
      extendItemDeadline(
        lifelongLinks(),
        'answer',
        { to: '2018-07-19', reason: 'For the panel' },
        cardFacts('2018-06-08'),
      ),
    );
    expect(latestDeadline(card.deadlines, 'answer')).toMatchObject({
      calculatedOn: '2018-06-11',
      agreedOn: '2018-07-19',
      dueOn: '2018-07-19',
      extensions: [{ from: '2018-06-11', to: '2018-07-19', reason: 'For the panel', by: 'officer' }],
    });
  });

  it('adds the days out to what was left, and says when nobody knows yet', () => {
    const known = cardFacts('2018-05-21');
    const open = item(
      suspendItem(lifelongLinks(), { ground: 'waiting for the young people', from: '2018-05-21' }, known),
    );
    expect(open.deadlines.map(({ key, status }) => [key, status]).at(-1)).toEqual(['answer', 'suspended']);
    expect(open.nextDueOn).not.toBeNull();
    const back = { ground: 'waiting for the young people', from: '2018-05-21', resumes: '2018-05-25' };
    const resumed = suspendItem(open, back, cardFacts('2018-05-25'));
    expect(item(resumed).nextDueOn).toBe('2018-06-15');
    // The event is about the first day back.
    expect(resumed).toMatchObject({ change: { event: { type: 'deadlines-resumed', occurredOn: '2018-05-25' } } });
  });
});
