import { openDatabase, type Database, type FieldKey } from '@kept/database';
import { createTestDatabase, personOf, withClient } from '@kept/database/testing';
import type { DeadlineRule, Role, WorkflowDefinition } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { pino } from 'pino';
import type { Problem } from '@kept/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/create-app.js';

export interface Answer<Body> {
  status: number;
  headers: Readonly<Record<string, string | number | string[] | undefined>>;
  /** As it went out; refusals are compared by their bytes. */
  text: string;
  /** Parsed where it is JSON. */
  body: Body;
}

export interface Call {
  body?: unknown;
  headers?: Record<string, string>;
  /** A body that is sent as it stands. */
  payload?: string | Buffer;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT' | 'HEAD';
/** Tests name the view that they expect; a refusal where they name none. */
export type Client = <Body = Problem>(method: Method, path: string, call?: Call) => Promise<Answer<Body>>;

interface ServiceSettings {
  demo?: boolean;
  webDir?: string;
  notifyCallbackToken?: string;
  fieldKey?: FieldKey;
  /** Workflows of the test's own, beside those of the library. */
  definitions?: readonly WorkflowDefinition[];
}

/** The API over a database of its own: the invented council, the shipped library, the clock at 17 February 2020 09:00. */
export interface Service {
  app: NestFastifyApplication;
  database: Database;
  authorityId: string;
  /** Of the database's administrator, for what no process may do. */
  ownerUrl: string;
  /** Of the API's own login. */
  appUrl: string;
  /** Asks as nobody. */
  ask: Client;
  /** Asks as a persona, by personal access token. */
  as(persona: Role): Client;
  setClock(instant: string): Promise<void>;
  /** As the worker does with a message that ended its process three times. */
  setAside(noticeId: string): Promise<void>;
  /** A release with these beside what is published. */
  publish(more: { definitions?: readonly WorkflowDefinition[]; rules?: readonly DeadlineRule[] }): Promise<void>;
  close(): Promise<void>;
}

export async function openService(settings: ServiceSettings = {}): Promise<Service> {
  const test = await createTestDatabase();
  const migrator = await openDatabase({
    url: test.urls.migrator,
    role: 'migrator',
    applicationName: 'test-migrator',
    poolSize: 2,
  });
  const library = loadLibrary();
  const own = (settings.definitions ?? []).map((definition) => ({ definition }));
  const publish: Service['publish'] = async ({ definitions = [], rules = [] }) => {
    const more = definitions.map((definition) => ({ definition }));
    await migrator.publishing.publishLibrary({
      ...library,
      definitions: [...library.definitions, ...own, ...more],
      rules: [...library.rules, ...rules],
    });
  };
  await publish({});
  await migrator.clock.startAt('2020-02-17T09:00:00.000Z');
  const database = await openDatabase({ url: test.urls.app, role: 'app', applicationName: 'test-api', poolSize: 8 });
  const { demo = true, webDir = null, notifyCallbackToken = null, fieldKey = null } = settings;
  const config = { demo, webDir, notifyCallbackToken, fieldKey };
  const app = await createApp({ database, config }, pino({ level: process.env['KEPT_TEST_LOG'] ?? 'silent' }));
  const tokens = new Map<Role, Promise<string>>();
  const tokenOf = (persona: Role): Promise<string> => {
    const known = tokens.get(persona) ?? makeToken(database, test.authorityId, persona);
    tokens.set(persona, known);
    return known;
  };
  return {
    app,
    database,
    authorityId: test.authorityId,
    ownerUrl: test.urls.owner,
    appUrl: test.urls.app,
    ask: clientOf(app, () => Promise.resolve({})),
    as: (persona) => clientOf(app, async () => ({ authorization: `Bearer ${await tokenOf(persona)}` })),
    publish,
    setClock: async (instant) => void (await migrator.clock.startAt(instant)),
    setAside: (noticeId) =>
      withClient(test.urls.owner, async (client) => {
        await client.query(`update outbox set outcome = 'quarantined', settled_at = app.now() where id = $1`, [
          noticeId,
        ]);
        await client.query(`update notices set status = 'quarantined' where id = $1`, [noticeId]);
      }),
    async close() {
      await app.close();
      await Promise.all([database.close(), migrator.close()]);
      await test.drop();
    },
  };
}

async function makeToken(database: Database, authorityId: string, persona: Role): Promise<string> {
  const made = await database.tokens.create({
    authorityId,
    personId: personOf(persona),
    name: 'test',
    expiresInDays: 300,
  });
  return made.token;
}

function clientOf(app: NestFastifyApplication, credentials: () => Promise<Record<string, string>>): Client {
  return async <Body>(
    method: Method,
    url: string,
    { body, headers = {}, payload }: Call = {},
  ): Promise<Answer<Body>> => {
    const sent = payload ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await app.inject({
      method,
      url,
      headers: {
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...(await credentials()),
        ...headers,
      },
      ...(sent !== undefined && { payload: sent }),
    });
    const isJson = /json/.test(String(answer.headers['content-type'] ?? ''));
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      body: (isJson && answer.body !== '' ? JSON.parse(answer.body) : undefined) as Body,
    };
  };
}
