import type { Calendar, DeadlineRule, WorkflowDefinition } from '@kept/domain';

/** What `loadLibrary` of the workflows package gives, as far as the database needs it. */
export interface Library {
  definitions: readonly { definition: WorkflowDefinition }[];
  rules: readonly DeadlineRule[];
  calendars: readonly Calendar[];
}

/** How many versions are new by this publication. */
export interface PublishedCounts {
  workflows: number;
  rules: number;
  calendars: number;
}

export interface PublishingStore {
  /** Role migrator only. Throws {@link VersionChanged} when a body differs under a version that was published before. */
  publishLibrary(library: Library): Promise<PublishedCounts>;
}
