import { Controller, Delete, Get, Inject, Param } from '@nestjs/common';
import { type SqliteStore } from 'millrace/store/sqlite';
import type { EraseReport } from 'millrace/yodlee';
import type { Observable } from 'rxjs';
import { STORE } from '../notifications/notifications.options.js';
import { type Payment, paymentsOf } from './payments.js';

@Controller('users/:userId')
export class PaymentsController {
  constructor(@Inject(STORE) private readonly store: SqliteStore) {}

  @Get('payments')
  payments(@Param('userId') userId: string): Observable<readonly Payment[]> {
    return this.store.query((transaction) => paymentsOf(transaction, userId));
  }

  /** Forgets the user everywhere in the file; later notices do not bring them back. */
  @Delete()
  forget(@Param('userId') userId: string): Observable<EraseReport> {
    return this.store.inbox.erase('default', userId);
  }
}
