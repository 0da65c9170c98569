import type {
  TestBenchBody,
  TestBenchView,
  WorkflowDifferenceView,
  WorkflowSummaryView,
  WorkflowVersionView,
  WorkflowView,
} from '@kept/contracts';
import { get, send } from './http.js';

const workflow = (key: string) => `/workflows/${encodeURIComponent(key)}`;

/** Definitions, their versions in words, what changed between two, and the test bench. */
export const workflows = {
  list: () => get<{ workflows: WorkflowSummaryView[] }>('/workflows'),
  read: (key: string) => get<WorkflowView>(workflow(key)),
  version: (key: string, version: string) =>
    get<WorkflowVersionView>(`${workflow(key)}/versions/${encodeURIComponent(version)}`),
  difference: (key: string, from: string, to: string) =>
    get<WorkflowDifferenceView>(`${workflow(key)}/versions/${encodeURIComponent(from)}/${encodeURIComponent(to)}`),
  play: (key: string, body: TestBenchBody) => send<TestBenchView>('POST', `${workflow(key)}/test-bench`, body),
};
