import { Controller, HttpCode, Inject, type MessageEvent, Param, Post, Sse } from '@nestjs/common';
import { map, type Observable, toArray } from 'rxjs';
import { type BankReport, BankSyncService } from './bank-sync.service.js';

@Controller('users/:userId/bank-sync')
export class BankSyncController {
  constructor(@Inject(BankSyncService) private readonly banks: BankSyncService) {}

  /** Answers when every bank has ended. */
  @Post()
  @HttpCode(200)
  sync(@Param('userId') userId: string): Observable<readonly BankReport[]> {
    return this.banks.syncUserBanks(userId).pipe(toArray());
  }

  /** Only watches: an EventSource reconnects by itself, and must not start another sync when it does. */
  @Sse()
  progress(@Param('userId') userId: string): Observable<MessageEvent> {
    return this.banks.progressOf(userId).pipe(
      map(({ done, total, share, connections }) => ({
        data: {
          done,
          total,
          share,
          banks: connections.map(({ connectionId, phase, outcome }) => ({
            connectionId,
            phase,
            ...(outcome && { result: outcome.result, whoMustAct: outcome.whoMustAct }),
          })),
        },
      })),
    );
  }
}
