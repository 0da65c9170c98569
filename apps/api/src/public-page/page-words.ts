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
 * Facts only, and no name and no number of anybody. By the Children Act 1989 a council has to consider what a child says about
 * its help for them (section 26) and what a care leaver says about theirs (section 24D), and to arrange for somebody to help
 * either to say it (section 26A). That is about one's own care or support: an answer on this page that is late or no is not
 * always such a matter, and nothing here says that a complaint changes it. The ombudsman decides what to look into.
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
        text: 'An advocate helps you say what you want. If you want to tell us we got it wrong, we must find one to help you. It is free.',
      },
      {
        heading: 'Tell us we got it wrong',
        text: 'You can make a complaint about how we look after you. You tell us what went wrong, and we must look at it. It is fine to do that.',
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
        text: 'An advocate does not work for your social worker. They listen to you, explain your rights, and help you to be heard. If you make a complaint, or are thinking about it, we have to arrange for one to help you. It costs you nothing.',
      },
      {
        heading: 'Make a complaint',
        text: 'You can complain about your own care, or the support that you get. You can say it or write it, and somebody can help you do it. We have to look into it and tell you what we found. If you are still not happy, you can ask for it to be looked at again, with somebody who is not from the council.',
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
        text: 'Under section 26A of the Children Act 1989, the council has to arrange assistance, including somebody to speak for you, for children in care and care leavers who make a complaint about their care or support, or intend to. It costs you nothing.',
      },
      {
        heading: 'Complain formally',
        text: 'The council has to consider complaints about your own care or support: from children under section 26 of the Children Act 1989, and from care leavers under section 24D. If yours is not resolved, you can ask for an investigation in which an independent person takes part, and afterwards for a review panel. You can also ask the Local Government and Social Care Ombudsman, who decides whether to investigate.',
      },
    ],
  },
};
