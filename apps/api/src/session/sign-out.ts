import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@kept/database';
import { DATABASE } from '../boot/providers.js';

@Injectable()
export class SignOut {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(token: string | null): Promise<void> {
    if (token !== null) await this.database.sessions.end(token);
  }
}
