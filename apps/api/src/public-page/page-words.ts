import type { PublishedVerdict, ReadingAge } from '@kept/domain';

/** Everything that the page says itself, for one reading age; the cards bring their own words. */
export interface PageWords {
  /** What the link to this reading age is called. */
  link: string;
  title: string;
  intro: string;
  asked: string;
  did: string;
  couldNot: string;
  verdict: string;
  verdicts: Readonly<Record<PublishedVerdict['verdict'], string>>;
  /** Before any verdict. */
  noVerdict: string;
  empty: readonly string[];
  /** To the pages before and after, and what the two links are called together. */
  newer: string;
  older: string;
  pages: string;
  helpTitle: string;
  /** What somebody can do who is told no, or nothing. */
  help: readonly { heading: string; text: string }[];
}

/**
 * Facts only, and no name and no number of anybody: the right to an advocate is that of section 26A of the Children Act
 * 1989, to complain that of section 26 of the same Act, and the ombudsman stands at its end.
 */
export const pageWords: Readonly<Record<ReadingAge, PageWords>> = {
  '7-11': {
    link: 'Age 7 to 11',
    title: 'You asked and we did',
    intro: 'Children in care ask us for things. Here you can see what we did.',
    asked: 'You asked',
    did: 'We did this',
    couldNot: 'We could not do this',
    verdict: 'What you say',
    verdicts: {
      kept: 'You say: yes, you did it.',
      partly: 'You say: you did a bit of it.',
      'not-yet': 'You say: no, not yet.',
    },
    noVerdict: 'You have not told us yet if this is good.',
    empty: [
      'There is nothing here yet.',
      'Do you want to ask us for something? Tell a grown-up you trust. They can help you ask.',
    ],
    newer: 'Go back to newer answers',
    older: 'See older answers',
    pages: 'More answers',
    helpTitle: 'What can I do if you are late or say no?',
    help: [
      {
        heading: 'Tell a grown-up you trust',
        text: 'You can tell your social worker, the person who looks after you, or a teacher.',
      },
      {
        heading: 'Ask for an advocate',
        text: 'An advocate is a person who is on your side. They help you say what you want. It is free.',
      },
      {
        heading: 'Tell us we got it wrong',
        text: 'You can make a complaint. That means you tell us what went wrong, and we must look at it. You will not be in trouble.',
      },
    ],
  },
  '11-16': {
    link: 'Age 11 to 16',
    title: 'You said, we did',
    intro:
      'Young people in care put questions to the people who run the council. This page says what you asked, what we did, and what we could not do and why.',
    asked: 'You said',
    did: 'We did',
    couldNot: 'We could not, because',
    verdict: 'Your verdict',
    verdicts: {
      kept: 'You say that we kept our promise.',
      partly: 'You say that we kept part of our promise.',
      'not-yet': 'You say that we have not kept our promise yet.',
    },
    noVerdict: 'The young people who asked have not given their verdict yet.',
    empty: [
      'No answers have been put on this page yet.',
      'If you want to ask for something to change, tell your participation worker or your social worker. They can take your question to the council of young people in care.',
    ],
    newer: 'Go back to newer answers',
    older: 'See older answers',
    pages: 'More answers',
    helpTitle: 'What can I do if you are late or say no?',
    help: [
      {
        heading: 'Talk to somebody',
        text: 'You can ask your social worker, your personal adviser or your independent reviewing officer to find out what happened.',
      },
      {
        heading: 'Get an advocate',
        text: 'An advocate does not work for your social worker. They listen to you, explain your rights, and help you to be heard. You have a right to one when you make a complaint, and it costs nothing.',
      },
      {
        heading: 'Make a complaint',
        text: 'You can complain to the council in any way that suits you, and somebody can do it for you. We have to look into it and write back to you. If you are still not happy, you can ask for somebody else to look at it again.',
      },
    ],
  },
  '16-plus': {
    link: 'Age 16 and over',
    title: 'You said, we did, we could not because',
    intro:
      'Councils of children and young people in care challenge their corporate parents, the councillors and officers responsible for their care. This page records each challenge, our answer, what we were unable to do and the reason, and the verdict of those who raised it.',
    asked: 'You said',
    did: 'We did',
    couldNot: 'We could not, because',
    verdict: 'The verdict of those who asked',
    verdicts: {
      kept: 'The promise was kept.',
      partly: 'The promise was partly kept.',
      'not-yet': 'The promise has not been kept yet.',
    },
    noVerdict: 'Those who raised it have not given their verdict yet.',
    empty: [
      'No answers have been published on this page yet.',
      'To raise a challenge, speak to your participation worker, your personal adviser or a member of a council of young people in care.',
    ],
    newer: 'Go back to newer answers',
    older: 'See older answers',
    pages: 'More answers',
    helpTitle: 'What can I do if an answer is late or is no?',
    help: [
      {
        heading: 'Ask for the reason',
        text: 'Your social worker, your personal adviser or, while you are in care, your independent reviewing officer can ask on your behalf why a decision was made or why an answer is overdue.',
      },
      {
        heading: 'Have an advocate',
        text: 'Under section 26A of the Children Act 1989, children in care and care leavers who make a complaint, or intend to, are entitled to independent advocacy. It is free and confidential, unless somebody is in danger.',
      },
      {
        heading: 'Complain formally',
        text: 'Section 26 of the Children Act 1989 gives you a right to complain to the council about the way in which you are looked after or supported. If the complaint is not resolved, it can be investigated independently and then reviewed by a panel. After that, you can take it to the Local Government and Social Care Ombudsman.',
      },
    ],
  },
};
