import { Dexie, type EntityTable } from 'dexie';
import type { ReporterDatabase } from '../database/database.ts';
import { RESERVE } from '../database/reserve.ts';

/** Chromium's stores beside the ordinary one. Each has databases of its own: one that is thrown away takes no other along. */
interface BucketsNavigator {
  storageBuckets?: {
    open: (name: string, options: object) => Promise<{ indexedDB: IDBFactory }>;
  };
}

interface KeyRow {
  deviceId: string;
  privateKey: CryptoKey;
}

class KeyDatabase extends Dexie {
  keys!: EntityTable<KeyRow, 'deviceId'>;

  constructor(factory: IDBFactory | undefined) {
    super('marketsafe-device', {
      chromeTransactionDurability: 'strict',
      ...(factory && { indexedDB: factory, IDBKeyRange }),
    });
    this.version(1).stores({ keys: 'deviceId' });
  }
}

async function ownFactory(): Promise<IDBFactory | undefined> {
  const { storageBuckets } = navigator as BucketsNavigator;
  const bucket = await storageBuckets?.open('device', { persisted: true, durability: 'strict' });
  return bucket?.indexedDB;
}

async function withKeys<Value>(work: (keys: KeyDatabase['keys']) => Promise<Value>): Promise<Value> {
  const database = new KeyDatabase(await ownFactory());
  try {
    return await work(database.keys);
  } finally {
    database.close();
  }
}

/** The private key of a device, from where it is kept a second time: it can be put into a database, and into no file. */
export function keptKey(deviceId: string): Promise<CryptoKey | undefined> {
  return withKeys(async (keys) => (await keys.get(deviceId))?.privateKey);
}

/** Keeps a device's private key a second time, if it is not yet; `db` says whether there is room. */
export async function keepKey(db: ReporterDatabase, deviceId: string, privateKey: CryptoKey): Promise<void> {
  await withKeys(async (keys) => {
    if (await keys.get(deviceId)) return;
    await db.refuseBelow(RESERVE);
    await keys.put({ deviceId, privateKey });
  });
}
