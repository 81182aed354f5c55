import { Module } from '@nestjs/common';
import { BankSyncController } from './bank-sync.controller.js';
import { BankSyncService } from './bank-sync.service.js';
import { MemoryTransactionStore } from './memory-transaction-store.js';
import { TRANSACTION_STORE } from './transaction-store.js';

@Module({
  controllers: [BankSyncController],
  providers: [BankSyncService, { provide: TRANSACTION_STORE, useClass: MemoryTransactionStore }],
  exports: [BankSyncService],
})
export class BanksModule {}
