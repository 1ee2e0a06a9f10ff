import { EventEmitter, once } from 'node:events';
import { type FeedCall, FeedConnection } from '../../src/emulator/FeedConnection';

function open(): { readonly connection: FeedConnection; readonly charged: () => number } {
  let bytes = 0;
  const call = Object.assign(new EventEmitter(), { write: () => true, end: () => undefined }) as unknown as FeedCall;
  const owner = {
    isFrozen: false,
    charge: (more: number) => {
      bytes += more;
    },
    hasRoomFor: () => true,
  };
  return { connection: new FeedConnection(call, owner, true), charged: () => bytes };
}

describe('a connection that ends', () => {
  it('tells whoever waits for its queues, for they hold what others need', async () => {
    const { connection, charged } = open();
    const told = new EventEmitter();
    const names: string[] = [];
    const tell = (name: string) => (): void => {
      names.push(name);
      if (names.length === 2) told.emit('all');
    };
    connection.sendLive(Buffer.alloc(10), undefined);
    connection.afterLive(tell('live'));
    connection.whenScanRoom(tell('scan'));
    connection.end();
    await once(told, 'all');
    expect(names.toSorted()).toEqual(['live', 'scan']);
    expect(charged()).toBe(0);
  });

  it('tells at once whoever comes later', async () => {
    const { connection } = open();
    connection.end();
    await new Promise<void>((resolve) => connection.afterLive(resolve));
    expect(connection.ended).toBe(true);
  });
});
