import type { WorkItemView } from '@kept/contracts';
import type { Client } from './service.js';

/** A challenge card of the children in care council, raised on 17 February 2020. */
export async function raiseCard(who: Client, title: string, fields: object = {}): Promise<WorkItemView> {
  const body = {
    workflow: 'challenge-card',
    title,
    fields: { question: `${title}?`, raisedBy: 'ocypc', raisedOn: '2020-02-17', ...fields },
  };
  const made = await who<WorkItemView>('POST', '/api/work-items', { body });
  if (made.status !== 201) throw new Error(`not raised: ${made.text}`);
  return made.body;
}
