import { readFile } from 'node:fs/promises';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Policed } from '../http/policy.js';
import { readsDescription } from './health.policy.js';

/** The committed file, which `npm run check` compares with the code. */
const file = new URL('../../openapi.json', import.meta.url);

@ApiExcludeController()
@Controller('api/openapi.json')
export class DescriptionController {
  private text: Promise<string> | null = null;

  @Get()
  @Policed(readsDescription)
  @Header('Content-Type', 'application/json; charset=utf-8')
  read(): Promise<string> {
    this.text ??= readFile(file, 'utf8');
    return this.text;
  }
}
