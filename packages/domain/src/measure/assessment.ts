/** How a target stands, worked out from its measures and its actions; `unknown` while neither says anything. */
export type Assessment = 'on-track' | 'at-risk' | 'off-track' | 'unknown';

const fromBest: readonly Assessment[] = ['unknown', 'on-track', 'at-risk', 'off-track'];

/** The worst of several; what is unknown says nothing beside one that is known. */
export function worstOf(assessments: readonly Assessment[]): Assessment {
  return fromBest[Math.max(0, ...assessments.map((each) => fromBest.indexOf(each)))] ?? 'unknown';
}

export const assessmentWords: Readonly<Record<Assessment, string>> = {
  'on-track': 'on track',
  'at-risk': 'at risk',
  'off-track': 'off track',
  unknown: 'not known yet',
};
