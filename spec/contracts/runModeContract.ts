import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Guest, type GuestParts, startInlineGuest } from '../../src/wasm/guest';
import { startIsolatedGuest } from '../../src/wasm/isolatedGuest';
import type { RunMode } from '../../src/wasm/pluginSettings';
import type { HostCall } from '../../src/wasm/TiValveWapcHost';
import { type HandMade, handMadeModule, i32, OP, WAPC } from '../helpers/handMadeModule';

const probe = readFileSync(join(__dirname, '../fixtures/plugins/probe-v0.wasm'));

/** What every way to run an instance keeps: `Guest` with the probe inside. */
export function describeRunMode(mode: RunMode): void {
  describe(`an instance that runs ${mode}`, () => {
    let module: WebAssembly.Module;
    const started: Guest[] = [];

    beforeAll(async () => {
      module = await WebAssembly.compile(probe);
    });
    afterEach(async () => {
      for (const guest of started.splice(0)) await guest.close();
    });

    async function start(parts: Partial<GuestParts> = {}): Promise<Guest> {
      const whole: GuestParts = {
        name: 'probe',
        module,
        limits: {},
        hostCall: () => {
          throw new Error('no host binding');
        },
        print: () => undefined,
        ...parts,
      };
      const guest = mode === 'inline' ? await startInlineGuest(whole) : await startIsolatedGuest(whole);
      started.push(guest);
      return guest;
    }

    const run = async (guest: Guest, text: string): Promise<string> =>
      Buffer.from(await guest.call('run', Buffer.from(text))).toString();

    const failing: HostCall = () => {
      throw new Error('Ordner „aus“ fehlt – 数据');
    };

    it('answers, and keeps its memory from call to call', async () => {
      const guest = await start();
      expect(await run(guest, 'echo naïve 数据')).toBe('naïve 数据');
      expect(await run(guest, 'echo')).toBe('');
      expect(await run(guest, 'calls')).toBe('3');
    });

    it('tells how much memory it has, until it is gone', async () => {
      const guest = await start();
      const before = guest.memoryBytes;
      expect(before).toBeGreaterThanOrEqual(65_536);
      await run(guest, 'grow 3');
      expect(guest.memoryBytes).toBe(before + 3 * 65_536);
      await expect(run(guest, 'trap')).rejects.toThrow();
      expect(guest.memoryBytes).toBe(0);
    });

    it('hands over payloads and answers of every length around its buffers', async () => {
      const guest = await start();
      for (const length of [0, 1, 65_530, 65_531, 65_532, 65_536, 65_537, 200_000, 3_000_000, 5]) {
        const text = 'x'.repeat(length);
        expect((await run(guest, `echo ${text}`)) === text).toBe(true);
      }
    });

    it('hands over host calls of every length around its buffers', async () => {
      const seen: number[] = [];
      const guest = await start({
        hostCall(_binding, _namespace, _operation, payload) {
          seen.push(payload.length);
          return Buffer.alloc(payload.length, 'y');
        },
      });
      for (const length of [0, 65_535, 65_536, 65_537, 1_000_000, 3]) {
        expect((await run(guest, `hostbig ${length}`)) === `ok:${'y'.repeat(length)}`).toBe(true);
      }
      expect(seen).toEqual([0, 65_535, 65_536, 65_537, 1_000_000, 3]);
    });

    it('does not take what was handed over for its own: later calls leave earlier answers as they were', async () => {
      const guest = await start();
      const first = await guest.call('run', Buffer.from('echo first'));
      await run(guest, 'echo other');
      expect(Buffer.from(first).toString()).toBe('first');
    });

    it('gives a host error its length in bytes', async () => {
      expect(await run(await start({ hostCall: failing }), 'host a b c d')).toBe('error:Ordner „aus“ fehlt – 数据');
    });

    it('stays right over 200 calls after errors that are not ASCII, of host and guest', async () => {
      const guest = await start({ hostCall: failing });
      for (let i = 0; i < 200; i += 1) {
        if (i % 50 === 0) {
          expect(await run(guest, 'host a b c d')).toBe('error:Ordner „aus“ fehlt – 数据');
          await expect(run(guest, 'refuse „kaputt“ – 数据 🙈')).rejects.toMatchObject({
            code: 'TV_PLUGIN_ERROR',
            message: expect.stringContaining('„kaputt“ – 数据 🙈'),
          });
        }
        expect(await run(guest, `echo ${i} ü`)).toBe(`${i} ü`);
      }
    });

    it('does not take the answer of the call before for one of this call', async () => {
      const guest = await start();
      await run(guest, 'echo old');
      await expect(run(guest, 'silent')).rejects.toMatchObject({ code: 'TV_PLUGIN_ANSWER' });
      expect(await run(guest, 'echo new')).toBe('new');
    });

    it('does not take the error of the call before for one of this call', async () => {
      const guest = await start();
      await expect(run(guest, 'refuse old')).rejects.toMatchObject({
        code: 'TV_PLUGIN_ERROR',
        message: expect.stringContaining('old'),
      });
      await expect(run(guest, 'mute')).rejects.toThrow('failed without saying why');
    });

    it('does not leave the response of one host call for the next', async () => {
      const guest = await start({
        hostCall(_binding, _namespace, operation) {
          if (operation === 'fail') throw new Error('second');
          return Buffer.from('first');
        },
      });
      expect(await run(guest, 'hosttwice a b c')).toBe('error:second');
    });

    it('refuses a host function that returns no bytes', async () => {
      const guest = await start({ hostCall: (() => 'text') as unknown as HostCall });
      expect(await run(guest, 'host a b c d')).toBe('error:host function a.b.c did not return bytes');
      expect(await run(guest, 'echo lives')).toBe('lives');
    });

    it('prints in order, and before the call is answered', async () => {
      const lines: string[] = [];
      const guest = await start({ print: (level, text) => lines.push(`${level} ${text}`) });
      expect(await run(guest, 'write 1 ab cde')).toBe('0 5');
      expect(await run(guest, 'write 2 ab cde')).toBe('0 5');
      expect(await run(guest, 'write 3 ab cde')).toBe('8 99');
      await run(guest, 'print ü');
      expect(lines).toEqual(['info abcde', 'warn abcde', 'info ü']);
    });

    const hostCall: HostCall = () => new Uint8Array(0);
    const limits = { outputBytes: 1000, hostCalls: 10 };
    it.each([
      { title: 'a trap', text: 'trap', code: 'TV_PLUGIN_TRAP', message: 'unreachable' },
      {
        title: 'an abort',
        text: 'abort naïve „text“',
        code: 'TV_PLUGIN_TRAP',
        message: 'naïve „text“ at probe.ts:7:9',
      },
      { title: 'an exit', text: 'exit 3', code: 'TV_PLUGIN_TRAP', message: 'exited with code 3' },
      { title: 'an exit with 0', text: 'exit 0', code: 'TV_PLUGIN_TRAP', message: 'exited with code 0' },
      { title: 'a call that takes too long', text: 'loop', code: 'TV_PLUGIN_LIMIT', message: 'within 300 ms' },
      { title: 'a recursion without end', text: 'recurse', code: 'TV_PLUGIN_TRAP', message: 'call stack' },
      {
        title: 'a response outside the memory',
        text: 'respond 4000000000 10',
        code: 'TV_PLUGIN_TRAP',
        message: 'outside',
      },
      { title: 'a response at -1', text: 'respond -1 4', code: 'TV_PLUGIN_TRAP', message: 'outside' },
      { title: 'a response of negative length', text: 'respond 8 -4', code: 'TV_PLUGIN_TRAP', message: 'outside' },
      { title: 'a request to outside', text: 'request -8 0', code: 'TV_PLUGIN_TRAP', message: 'operation of 3 bytes' },
      { title: 'printing from outside', text: 'printat -8 100', code: 'TV_PLUGIN_TRAP', message: 'console text' },
      { title: 'a host call from outside', text: 'hostat -8 100', code: 'TV_PLUGIN_TRAP', message: 'payload' },
      {
        title: 'a long answer',
        text: `echo ${'x'.repeat(2000)}`,
        code: 'TV_PLUGIN_LIMIT',
        message: '1000 are allowed',
      },
      {
        title: 'host calls in a loop',
        text: 'hostloop 11',
        code: 'TV_PLUGIN_LIMIT',
        message: 'more than 10 host calls',
      },
    ])('is ended by $title', async ({ text, code, message }) => {
      // Only who is to pass its deadline has a short one: a busy machine is no one's fault.
      const guest = await start({ limits: { ...limits, ...(text === 'loop' && { callTimeoutMs: 300 }) }, hostCall });
      expect(guest.failure).toBeUndefined();
      await expect(run(guest, text)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(/run of probe: /),
        name: 'PluginError',
      });
      expect(guest.failure).toMatchObject({ code, message: expect.stringContaining(message) });
      await expect(run(guest, 'echo')).rejects.toMatchObject({ code: 'TV_PLUGIN_CALL' });
      await expect(run(guest, 'echo')).rejects.toMatchObject({ code: 'TV_PLUGIN_CALL' });
    });

    it('answers fd_write outside the memory with EFAULT, and too many vectors with EINVAL', async () => {
      const guest = await start();
      expect(await run(guest, 'writeat -8 2')).toBe('21');
      expect(await run(guest, 'writeat 0 100000')).toBe('28');
      expect(await run(guest, 'echo lives')).toBe('lives');
    });

    it('tells the guest of a host call with a payload or a name that is too large', async () => {
      const guest = await start({ limits: { hostCallBytes: 100 }, hostCall });
      expect(await run(guest, 'hostbig 101')).toBe('error:payload of 101 bytes, 100 are allowed');
      expect(await run(guest, `host ${'b'.repeat(257)} n o p`)).toBe(
        'error:names of a host call have at most 256 bytes',
      );
      expect(await run(guest, 'echo lives')).toBe('lives');
    });

    it('refuses a call from inside a call', async () => {
      let inner: Promise<unknown> | undefined;
      const guest: Guest = await start({
        hostCall() {
          inner = guest.call('run', Buffer.from('echo'));
          inner.catch(() => undefined);
          return new Uint8Array(0);
        },
      });
      expect(await run(guest, 'host a b c d')).toBe('ok:');
      await expect(inner).rejects.toMatchObject({
        code: 'TV_PLUGIN_CALL',
        message: expect.stringContaining('inside run'),
      });
      expect(await run(guest, 'echo lives')).toBe('lives');
    });

    describe('before its first call', () => {
      const says = (letter: number): number[] => [...i32(letter), ...i32(1), OP.call, 0];
      const starts = {
        __guest_call: [...says(3), ...i32(0), ...i32(1), OP.call, 1, ...i32(1)],
        wapc_init: says(2),
        _start: says(1),
        _initialize: says(0),
      };
      const startsOf = async (parts: HandMade): Promise<string> => {
        const heard: string[] = [];
        const bytes = handMadeModule({ imports: [WAPC.print, WAPC.response], data: 'iswc', ...parts });
        const guest = await start({
          module: await WebAssembly.compile(new Uint8Array(bytes)),
          print: (_level, text) => heard.push(text),
        });
        await guest.call('run', Buffer.from('go'));
        await guest.call('run', Buffer.from('go'));
        return heard.join('');
      };

      it('runs the start of a WASI reactor, of a WASI command and of waPC, in this order, and each once', async () => {
        expect(await startsOf({ functions: starts })).toBe('iswcc');
      });

      it('runs a start of two names once', async () => {
        const { __guest_call, _initialize } = starts;
        const functions = { __guest_call, _initialize };
        expect(await startsOf({ functions, aliases: { wapc_init: '_initialize' } })).toBe('icc');
      });

      it('runs a start that exits with 0 to its end, and goes on', async () => {
        const { __guest_call, wapc_init } = starts;
        const exits = [...says(0), ...i32(0), OP.call, 2, ...says(1)];
        const exit = { module: 'wasi_snapshot_preview1', name: 'proc_exit', params: 1 };
        expect(
          await startsOf({
            imports: [WAPC.print, WAPC.response, exit],
            functions: { __guest_call, wapc_init, _initialize: exits },
          }),
        ).toBe('iwcc');
      });
    });

    it('closes as often as it is asked to', async () => {
      const guest = await start();
      await guest.close();
      await guest.close();
    });
  });
}
