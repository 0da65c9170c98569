/** The key of the deadline by which a level answers. Its occurrence is the number of the escalation. */
export const answerKey = 'escalation-answer';
