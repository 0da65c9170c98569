import type { Database } from '@kept/database';
import { DiscoveryModule, DiscoveryService, MetadataScanner, NestFactory } from '@nestjs/core';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { describe, expect, it } from 'vitest';
import { AppModule } from './app.module.js';
import { policyOf } from './http/policy.js';
import { describeApi } from './openapi.js';

const nothing = { database: {} as Database, config: { demo: true, webDir: null } };

/** Every handler that the framework routes to, found as the framework finds them. */
async function handlers(): Promise<{ name: string; handler: object }[]> {
  const imports = [AppModule.on(nothing), DiscoveryModule];
  const context = await NestFactory.createApplicationContext({ module: class {}, imports }, { logger: false });
  const scanner = new MetadataScanner();
  const found = context
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => {
      const controller = metatype as { name: string; prototype: Record<string, object> };
      return scanner
        .getAllMethodNames(controller.prototype)
        .map((method) => ({ name: `${controller.name}.${method}`, handler: controller.prototype[method] as object }))
        .filter(({ handler }) => Reflect.hasMetadata(PATH_METADATA, handler));
    });
  await context.close();
  return found;
}

describe('the routes', () => {
  it('all declare who may call them', async () => {
    const all = await handlers();
    expect(all.length).toBeGreaterThan(25);
    expect(all.filter(({ handler }) => policyOf(handler) === undefined).map(({ name }) => name)).toEqual([]);
  });

  it('are open without sign-in only where that is meant', async () => {
    const open = (await handlers()).filter(({ handler }) => policyOf(handler)?.signIn === false);
    expect(open.map(({ name }) => name).sort()).toEqual([
      'CalendarFeedController.subscribe',
      'DescriptionController.read',
      'HealthController.live',
      'HealthController.ready',
      'NotifyReceiptController.take',
      'PublicPageController.challenges',
      'RaisePageController.form',
      'RaisePageController.send',
      'SessionController.options',
      'SessionController.signIn',
      'SessionController.signOut',
    ]);
  });

  it('are described by the committed openapi.json', async () => {
    await expect(await describeApi()).toMatchFileSnapshot('../openapi.json');
  });
});
