import { Module } from '@nestjs/common';
import { KeepViews } from './keep-views.js';
import { SavedViewController } from './saved-view.controller.js';

@Module({ controllers: [SavedViewController], providers: [KeepViews] })
export class SavedViewModule {}
