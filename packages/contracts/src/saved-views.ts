import { z } from 'zod';
import { columnKeys, instant, key, saidText } from './values.js';
import { workItemListQuery } from './work-lists.js';

/** Filters, sort and columns as they stand in the address of a list; one page of it is nobody's view. */
export const viewQuery = workItemListQuery
  .omit({ workflow: true, followed: true, cursor: true, limit: true, sort: true })
  .extend({
    sort: workItemListQuery.shape.sort.removeDefault().optional(),
    columns: columnKeys.optional(),
    /** How it is laid out; left out, as a list. */
    as: z.enum(['board', 'timeline']).optional(),
  });
export type ViewQuery = z.infer<typeof viewQuery>;

export const savedViewListQuery = z.strictObject({ workflow: key.optional() });
export type SavedViewListQuery = z.infer<typeof savedViewListQuery>;

const audience = z.enum(['private', 'role', 'all']);
const fits = ({ audience: whom, role }: { audience?: string | undefined; role?: string | undefined }) =>
  (whom === 'role') === (role !== undefined);
const fault = 'A role is named where the audience is one, and nowhere else.';

export const savedViewBody = z
  .strictObject({
    workflow: key,
    name: saidText(100),
    query: viewQuery,
    audience: audience.default('private'),
    role: key.optional(),
  })
  .refine(fits, fault);
export type SavedViewBody = z.infer<typeof savedViewBody>;

/** Its name, and who finds it: what is left out stays. */
export const savedViewChangeBody = z
  .strictObject({ name: saidText(100).optional(), audience: audience.optional(), role: key.optional() })
  .refine((body) => body.name !== undefined || body.audience !== undefined, 'Send a name or an audience.')
  .refine(fits, fault);
export type SavedViewChangeBody = z.infer<typeof savedViewChangeBody>;

const every = z.enum(['day', 'week']);

/** The list by e-mail: every working day, or the first working day of each week. */
export const viewDigestBody = z.strictObject({ every });
export type ViewDigestBody = z.infer<typeof viewDigestBody>;

export const viewDigestView = z.object({ every, since: instant }).meta({ id: 'ViewDigest' });
export type ViewDigestView = z.infer<typeof viewDigestView>;

export const savedViewView = z
  .object({
    id: z.string(),
    workflow: z.string(),
    name: z.string(),
    query: z.record(z.string(), z.string()),
    audience,
    role: z.string().nullable(),
    /** Who made it. */
    by: z.string(),
    mine: z.boolean(),
    /** May this officer rename it, share it otherwise or remove it? */
    mayChange: z.boolean(),
    /** When one made the address by which a calendar program reads it; null where one has none. */
    feedMadeAt: instant.nullable(),
    /** How often one is sent it by e-mail, and since when; null where one is not. */
    digest: viewDigestView.nullable(),
  })
  .meta({ id: 'SavedView' });
export type SavedViewView = z.infer<typeof savedViewView>;

export const savedViewListView = z
  .object({
    views: z.array(savedViewView),
    /** May this officer share one for a role or for all? */
    mayShare: z.boolean(),
    /** The roles that one may be shared with. */
    roles: z.array(z.object({ key: z.string(), label: z.string() })),
  })
  .meta({ id: 'SavedViewList' });
export type SavedViewListView = z.infer<typeof savedViewListView>;
