import { definePipeline, runPipeline, tikvSource } from 'tivalve';
import { EmulatedDatabase, startEmulator, startWorkload } from 'tivalve/testing';

async function main(): Promise<void> {
  // PD and three TiKV stores in this process; with a cluster of your own, name its PD instead.
  const emulator = await startEmulator({ stores: 3, resolvedTsIntervalMs: 100 });
  const db = new EmulatedDatabase(emulator);
  const running = runPipeline(definePipeline({ source: tikvSource({ pd: emulator.pd }), tables: ['bank.accounts'] }), {
    startTs: emulator.now(),
  });
  const workload = startWorkload(db, { kind: 'bank', rate: 500 });

  const balances = new Map<unknown, number>();
  let rows = 0;
  for await (const event of running) {
    if (event.kind === 'ddl') continue;
    balances.set(event.get('id'), Number(event.get('balance')));
    rows += 1;
    if (rows === 600) {
      // A region splits under way: nothing is lost, and nothing comes twice.
      const [accounts] = db.tables().flatMap(({ table, spans }) => (table === 'accounts' ? spans : []));
      if (accounts !== undefined) emulator.splitRegion(accounts.startKey);
    }
    if (rows >= 2000 && event.endOfTxn) break;
  }
  workload.stop();
  await running.stop();
  await emulator.close();
  const sum = [...balances.values()].reduce((total, balance) => total + balance, 0);
  console.log(`${balances.size} accounts, ${sum.toFixed(2)} in all`);
}

void main();
