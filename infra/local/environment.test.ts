import { describe, expect, it } from 'vitest';
import { nodeFault, readEnvironment } from './environment.mjs';

const read = (env: Record<string, string>) => readEnvironment(env, '/srv/kept');

describe('the environment of npm start', () => {
  it('needs nothing: port 3000, data in .data, the demo on the embedded server', () => {
    expect(read({})).toEqual({
      environment: { port: 3000, databaseUrl: null, dataDir: '/srv/kept/.data', demo: true, now: null },
      faults: [],
    });
  });

  it('names every fault at once', () => {
    const { faults } = read({
      PORT: '70000',
      KEPT_DEMO: 'yes',
      KEPT_NOW: 'tomorrow',
      REDIS_URL: 'localhost',
      KEPT_URL: 'kept.example',
      LOG_LEVEL: 'loud',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'REDIS_URL',
      'KEPT_DEMO',
      'KEPT_NOW',
      'KEPT_URL',
      'LOG_LEVEL',
    ]);
  });

  it('loads no demo into a database that was named, unless asked', () => {
    const DATABASE_URL = 'postgres://kept:secret@db.example:5432/kept';
    expect(read({ DATABASE_URL }).environment.demo).toBe(false);
    expect(read({ DATABASE_URL, KEPT_DEMO: '1' }).environment.demo).toBe(true);
  });

  it.each([
    ['2018-07-10T09:00', true],
    ['2020-02-30T09:00', false],
    ['2018-03-25T01:30', false], // skipped when the clocks went forward
    ['2018-10-28T01:30', true], // comes twice
    ['2018-07-10', false],
  ])('takes %s as a time in London: %s', (KEPT_NOW, good) => {
    expect(read({ KEPT_NOW }).faults.length === 0).toBe(good);
  });

  it('has a demo of three sizes', () => {
    for (const KEPT_DEMO_SIZE of ['small', 'county', 'england']) expect(read({ KEPT_DEMO_SIZE }).faults).toEqual([]);
    expect(read({ KEPT_DEMO_SIZE: 'huge' }).faults).toEqual(['KEPT_DEMO_SIZE must be one of small, county, england.']);
  });

  it('wants all of OIDC or none', () => {
    const { faults } = read({ OIDC_ISSUER: 'https://login.example/tenant' });
    expect(faults).toEqual(['OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set beside the other OIDC values.']);
  });

  it('wants all of Notify or none, and names what is wrong in it', () => {
    const NOTIFY_TEMPLATE_ID = 'f33517ff-2a88-4f6e-b855-c550268ce08a';
    const NOTIFY_API_KEY = `kept_live-${NOTIFY_TEMPLATE_ID}-${NOTIFY_TEMPLATE_ID}`;
    expect(read({ NOTIFY_API_KEY, NOTIFY_TEMPLATE_ID, KEPT_TEAMS_HOSTS: '.example.gov.uk' }).faults).toEqual([]);
    expect(read({ NOTIFY_TEMPLATE_ID }).faults).toEqual(['NOTIFY_API_KEY must be set beside NOTIFY_TEMPLATE_ID.']);
    const wrong = { NOTIFY_API_KEY: 'x', NOTIFY_URL: 'http://notify.example', NOTIFY_CALLBACK_TOKEN: 'short' };
    expect(read({ ...wrong, KEPT_TEAMS_HOSTS: 'https://a' }).faults.map((fault) => fault.split(' ')[0])).toEqual([
      'NOTIFY_API_KEY',
      'NOTIFY_URL',
      'NOTIFY_CALLBACK_TOKEN',
      'KEPT_TEAMS_HOSTS',
      'NOTIFY_TEMPLATE_ID',
    ]);
  });

  it('takes an empty value as not set', () => {
    expect(read({ PORT: '', DATABASE_URL: '' }).environment).toMatchObject({ port: 3000, databaseUrl: null });
  });
});

describe('Node', () => {
  it.each([
    ['20.19.0', null],
    ['24.1.0', null],
    ['20.18.3', 'Kept needs Node 20.19 or later, and this is 20.18.3.'],
    ['18.20.0', 'Kept needs Node 20.19 or later, and this is 18.20.0.'],
  ])('%s', (version, fault) => {
    expect(nodeFault(version)).toBe(fault);
  });
});
