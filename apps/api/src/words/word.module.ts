import { Module } from '@nestjs/common';
import { CountWords } from './count-words.js';
import { KeepWords } from './keep-words.js';
import { WordController } from './word.controller.js';

@Module({ controllers: [WordController], providers: [KeepWords, CountWords] })
export class WordModule {}
