import type { WaitingRow } from '@kept/database';
import { workflow } from './education.js';
import type { HomeReader } from './home-reader.js';

/** A school that was asked and has not answered. */
export interface Consultation {
  reference: string;
  workflow: string;
  school: string;
  yearGroup: string;
  askedOn: string;
  dueOn: string | null;
  /** The post that holds the papers. */
  papersWith: string;
  /** 0 while it is in time. */
  daysLate: number;
}

/** Fifteen days of the SEND Code, 9.83, are the deadline of each entry. */
const asked = {
  workflows: [workflow],
  kind: 'consultations',
  without: 'answeredOn',
  deadline: 'ehc-school-consultation',
  fields: ['senArea'],
};

/** Of open cases, the longest late first. */
export async function waitingConsultations(reader: HomeReader): Promise<Consultation[]> {
  const rows = await reader.waiting(asked);
  return rows.map((row) => consultationOf(row, reader));
}

function consultationOf({ fields, dueOn, daysLate, values, ...item }: WaitingRow, reader: HomeReader): Consultation {
  const [area] = values;
  return {
    reference: item.reference,
    workflow: item.workflow,
    school: String(fields['school']),
    yearGroup: String(fields['yearGroup']),
    askedOn: String(fields['askedOn']),
    dueOn,
    papersWith: area ? reader.titleOf(area) : 'not said',
    daysLate: Math.max(0, daysLate ?? 0),
  };
}
