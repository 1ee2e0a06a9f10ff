import type { Coordinator, CoordinatorChange } from '../../src/pipeline/swap/Coordinator';

/** What every coordinator promises, wherever it keeps what is decided. */
export function describeCoordinator(name: string, open: () => Promise<Coordinator>): void {
  describe(`${name} keeps the contract of coordinators`, () => {
    let coordinator: Coordinator;
    beforeEach(async () => {
      coordinator = await open();
    });

    const put = (key: string, value: string, revision: number) =>
      coordinator.transact({ compares: [{ key, revision }], puts: [{ key, value }] });

    it('has nothing at first', async () => {
      expect(await coordinator.get('a')).toBeUndefined();
    });

    it('answers with what was written, and the revision that wrote it', async () => {
      const first = await put('a', '1', 0);
      const second = await put('b', '2', 0);
      expect(first.succeeded && second.succeeded).toBe(true);
      expect(second.revision).toBe(first.revision + 1);
      expect(await coordinator.get('a')).toEqual({ value: '1', revision: first.revision });
      expect(await coordinator.get('b')).toEqual({ value: '2', revision: second.revision });
    });

    it('lists what there is at keys that begin alike', async () => {
      expect(await coordinator.list('')).toEqual(new Map());
      const { revision } = await put('a/1', '1', 0);
      await put('b/1', '2', 0);
      await put('a/2', '3', 0);
      expect(await coordinator.list('a/')).toEqual(
        new Map([
          ['a/1', { value: '1', revision }],
          ['a/2', { value: '3', revision: revision + 2 }],
        ]),
      );
      expect([...(await coordinator.list('')).keys()].toSorted()).toEqual(['a/1', 'a/2', 'b/1']);
    });

    it.each([
      { title: 'a key that must not be there and is', key: 'a', wrong: () => 0 },
      { title: 'a key that has another revision', key: 'a', wrong: (revision: number) => revision - 1 },
      { title: 'a key that is not there', key: 'c', wrong: (revision: number) => revision },
    ])('writes nothing when a comparison fails: $title', async ({ key, wrong }) => {
      await put('a', '0', 0);
      const { revision } = await put('a', '1', (await coordinator.get('a'))?.revision ?? 0);
      const outcome = await coordinator.transact({
        compares: [
          { key: 'a', revision },
          { key, revision: wrong(revision) },
        ],
        puts: [{ key: 'd', value: 'x' }],
        deletes: ['a'],
      });
      expect(outcome).toEqual({ succeeded: false, revision });
      expect(await coordinator.get('a')).toEqual({ value: '1', revision });
      expect(await coordinator.get('d')).toBeUndefined();
    });

    it('writes all keys of a transaction with one revision', async () => {
      await put('old', '1', 0);
      const { revision } = await coordinator.transact({
        compares: [],
        puts: [
          { key: 'a', value: '1' },
          { key: 'b', value: '2' },
        ],
        deletes: ['old', 'never there'],
      });
      expect(await coordinator.get('a')).toEqual({ value: '1', revision });
      expect(await coordinator.get('b')).toEqual({ value: '2', revision });
      expect(await coordinator.get('old')).toBeUndefined();
    });

    it('takes a key that was deleted for one that is not there', async () => {
      await put('a', '1', 0);
      await coordinator.transact({ compares: [], deletes: ['a'] });
      expect((await put('a', '2', 0)).succeeded).toBe(true);
    });

    it('keeps its revision when a transaction changes nothing', async () => {
      const { revision } = await put('a', '1', 0);
      expect(await coordinator.transact({ compares: [{ key: 'a', revision }] })).toEqual({ succeeded: true, revision });
      expect(await coordinator.transact({ compares: [], deletes: ['z'] })).toEqual({ succeeded: true, revision });
    });

    it('lets one of those succeed that write at once on the same revision', async () => {
      const outcomes = await Promise.all(['1', '2', '3', '4'].map((value) => put('a', value, 0)));
      expect(outcomes.map(({ succeeded }) => succeeded)).toEqual([true, false, false, false]);
      expect((await coordinator.get('a'))?.value).toBe('1');
    });

    it('tells what changes under a prefix, from the subscription on, until it ends', async () => {
      await put('plugins/a', '0', 0);
      const changes: CoordinatorChange[] = [];
      const watching = coordinator.watch('plugins/').subscribe((change) => changes.push(change));
      await put('plugin', 'x', 0);
      const { revision } = await put('plugins/b', '1', 0);
      await put('plugins/b', 'never', 0);
      await coordinator.transact({ compares: [], puts: [{ key: 'z', value: '' }], deletes: ['plugins/a'] });
      watching.unsubscribe();
      await put('plugins/c', '1', 0);
      expect(changes).toEqual([
        { kind: 'put', key: 'plugins/b', value: '1', revision },
        { kind: 'delete', key: 'plugins/a', revision: revision + 1 },
      ]);
    });
  });
}
