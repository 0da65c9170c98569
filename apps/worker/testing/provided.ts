import 'vitest';

declare module 'vitest' {
  /** What infra/local/test-servers.ts provides to every test that needs a server. */
  export interface ProvidedContext {
    postgres: { 18: string; 15: string | null };
    redis: string | null;
  }
}
