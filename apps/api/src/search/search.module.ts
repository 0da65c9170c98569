import { Module } from '@nestjs/common';
import { FindWords } from './find-words.js';
import { SearchController } from './search.controller.js';

@Module({ controllers: [SearchController], providers: [FindWords] })
export class SearchModule {}
