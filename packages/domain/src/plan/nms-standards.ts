/** A National Minimum Standard by its number, with what it is about in a few words. */
export interface NmsStandard {
  number: number;
  about: string;
}

/** Fostering Services: National Minimum Standards (Department for Education, 2011), all 31, their subjects in short. */
export const fosteringStandards: readonly NmsStandard[] = [
  'The child’s wishes, feelings and views',
  'Identity, potential and diversity',
  'Behaviour and relationships',
  'Safeguarding',
  'Children missing from care',
  'Health and wellbeing',
  'Leisure',
  'Education',
  'Contact',
  'The home that a child lives in',
  'Preparing for a placement',
  'Independence and leaving care',
  'Recruiting and assessing carers',
  'Fostering panels and the decision-maker',
  'Matching child and placement',
  'Statement of purpose and children’s guide',
  'Who may provide and manage a service',
  'Finances and continuity',
  'Who may work with children',
  'Learning of foster carers',
  'Supervision and support of carers',
  'Allegations and suspicions of harm',
  'Learning and qualifications of staff',
  'Support and supervision of staff',
  'Managing and monitoring the service',
  'Records',
  'Premises',
  'Payment to carers',
  'Notifying significant events',
  'Family and friends as carers',
  'Placement plan and review',
].map((about, index) => ({ number: index + 1, about }));
