import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { problem } from '@kept/contracts';
import type { Database } from '@kept/database';
import { pino } from 'pino';
import { z } from 'zod';
import { createApp } from './create-app.js';

/** The text of openapi.json: every route by its contract, OpenAPI 3.1. Needs no database: nothing is asked of it. */
export async function describeApi(): Promise<string> {
  const app = await createApp(
    { database: {} as Database, config: { demo: true, webDir: null } },
    pino({ level: 'silent' }),
  );
  const head = new DocumentBuilder()
    .setTitle('Kept')
    .setDescription('Every promise to children in care has an owner and a date.')
    .setVersion('0.1.0')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'personal access token' })
    .addCookieAuth('__Host-kept')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('cookie')
    .build();
  const document = SwaggerModule.createDocument(app, head, {
    standardSchemaConverter: (schema, { schemaType }) => convert(schema as z.ZodType, schemaType),
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}.${method}`,
  });
  await app.close();
  const { components } = document;
  const schemas = { ...components?.schemas, ...convert(problem, 'output').components };
  const text = JSON.stringify({ ...document, components: { ...components, schemas } }, null, 2);
  // The framework redirects the references of what routes name; those of the problem, which no route names, are left.
  return `${text.replaceAll('"#/$defs/', '"#/components/schemas/')}\n`;
}

/** Schemas that have a name (`.meta({ id })`) stand once, among the components. */
function convert(schema: z.ZodType, io: 'input' | 'output'): { schema: object; components: Record<string, object> } {
  const {
    $defs,
    $schema: _schema,
    id,
    ...own
  } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  const components = { ...($defs as Record<string, object> | undefined) };
  if (typeof id !== 'string') return { schema: own, components };
  return { schema: { $ref: `#/components/schemas/${id}` }, components: { ...components, [id]: own } };
}

/** `node dist/openapi.js [FILE | -]`: writes the committed description, another file, or to stdout. */
async function main(target: string | undefined): Promise<void> {
  const text = await describeApi();
  if (target === '-') process.stdout.write(text);
  else writeFileSync(target ?? new URL('../openapi.json', import.meta.url), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2]);
