import { SqlHistory } from '../sqlHistory.ts';
import { SqliteDatabase } from '../sqlite/sqliteDatabase.ts';

/**
 * For tests, as a program: writes batch after batch into a file until it is killed, and prints the number of each once it is written.
 * Batch n begins 100 tenancies of address n and ends those of n − 1.
 */
const [, , file = '', first = '0'] = process.argv;
const history = new SqlHistory(new SqliteDatabase({ file, now: Date.now }));
await history.open();
const { cluster } = await history.standing('uid', 1);
const address = (n: number) => n.toString(16).padStart(8, '0');
for (let n = Number(first); ; n++) {
  const at = 1000 + n;
  await history.write(cluster, {
    endings: Array.from({ length: 100 }, (_, i) => ({
      address: address(n - 1),
      as: 'podIP',
      uid: `${n - 1}-${i}`,
      to: { earliest: at, latest: at },
    })),
    tenancies: Array.from({ length: 100 }, (_, i) => ({
      address: address(n),
      as: 'podIP',
      object: `Pod shop/p-${n}-${i}`,
      uid: `${n}-${i}`,
      from: { earliest: at, latest: at },
      to: null,
      made: false,
    })),
    marks: [],
    seen: at,
  });
  process.stdout.write(`${n}\n`);
}
