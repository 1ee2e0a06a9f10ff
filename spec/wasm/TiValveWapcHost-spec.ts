import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WapcHost } from '@wapc/host';
import { type HostCall, TiValveWapcHost, type TiValveWapcHostOptions } from '../../src/wasm/TiValveWapcHost';

const probe = readFileSync(join(__dirname, '../fixtures/plugins/probe-v0.wasm'));
let compiled: WebAssembly.Module;

beforeAll(async () => {
  compiled = await WebAssembly.compile(probe);
});

function mended(options: Partial<TiValveWapcHostOptions> = {}): (text: string) => string {
  const host = new TiValveWapcHost({ name: 'probe', ...options }).start(compiled);
  return (text) => Buffer.from(host.call('run', Buffer.from(text))).toString();
}

/** The base class with `env.abort`, without which no AssemblyScript guest starts in it. */
class BaseHost extends WapcHost {
  override getImports(): WebAssembly.Imports {
    return {
      ...super.getImports(),
      env: { abort: () => undefined },
      wasi_snapshot_preview1: { ...super.getImports()['wasi_snapshot_preview1'], proc_exit: () => undefined },
    };
  }
}

async function base(hostCall?: HostCall): Promise<(text: string) => Promise<string>> {
  const host = await new BaseHost(hostCall as ConstructorParameters<typeof WapcHost>[0]).instantiate(probe);
  return async (text) => Buffer.from(await host.invoke('run', Buffer.from(text))).toString();
}

const failing: HostCall = () => {
  throw new Error('Ordner „aus“ fehlt – 数据');
};
const promising: HostCall = () => Promise.resolve(new Uint8Array(1));

describe('TiValveWapcHost, where @wapc/host is wrong', () => {
  it('gives a host error its length in bytes', async () => {
    expect(await (await base(failing))('host a b c d')).not.toContain('数据');
    expect(mended({ hostCall: failing })('host a b c d')).toBe('error:Ordner „aus“ fehlt – 数据');
  });

  it('does not take the answer of the call before for one of this call', async () => {
    const unmended = await base();
    await unmended('echo old');
    expect(await unmended('silent')).toBe('old');
    const call = mended();
    call('echo old');
    expect(() => call('silent')).toThrow(expect.objectContaining({ code: 'TV_PLUGIN_ANSWER' }));
  });

  it('does not take the error of the call before for one of this call', async () => {
    const unmended = await base();
    await expect(unmended('refuse old')).rejects.toThrow('old');
    await expect(unmended('mute')).rejects.toThrow('old');
    const call = mended();
    expect(() => call('refuse old')).toThrow(
      expect.objectContaining({ code: 'TV_PLUGIN_ERROR', message: expect.stringContaining('old') }),
    );
    expect(() => call('mute')).toThrow('failed without saying why');
  });

  it('refuses a host function that returns a promise', async () => {
    expect(await (await base(promising))('host a b c d')).toBe('ok:');
    expect(mended({ hostCall: promising })('host a b c d')).toBe(
      'error:host function a.b.c returned a promise; host calls are synchronous',
    );
  });

  it('swallows the failure of such a promise', async () => {
    const rejecting: HostCall = () => Promise.reject(new Error('late'));
    expect(mended({ hostCall: rejecting })('host a b c d')).toContain('returned a promise');
    await new Promise((done) => setImmediate(done));
  });

  it('answers fd_write with errno 0 and the count, for stdout and stderr', async () => {
    const unmended = await base();
    expect(await unmended('write 1 ab cde')).toBe('5 5');
    expect(await unmended('write 2 ab cde')).toBe('0 99');
    const lines: string[] = [];
    const call = mended({ print: (level, text) => lines.push(`${level} ${text}`) });
    expect(call('write 1 ab cde')).toBe('0 5');
    expect(call('write 2 ab cde')).toBe('0 5');
    expect(call('write 3 ab cde')).toBe('8 99');
    expect(lines).toEqual(['info abcde', 'warn abcde']);
  });

  it('gives up an instance that has trapped', async () => {
    const unmended = await base();
    await expect(unmended('trap')).rejects.toThrow('unreachable');
    expect(await unmended('echo still here')).toBe('still here');
    const call = mended();
    expect(() => call('trap')).toThrow(expect.objectContaining({ code: 'TV_PLUGIN_TRAP' }));
    expect(() => call('echo still here')).toThrow(expect.objectContaining({ code: 'TV_PLUGIN_CALL' }));
  });
});

describe('TiValveWapcHost', () => {
  it.each([
    {
      title: 'names the place of an abort',
      text: 'abort naïve „text“',
      code: 'TV_PLUGIN_TRAP',
      message: 'naïve „text“ at probe.ts:7:9',
    },
    {
      title: 'ends an instance that exits, and only that',
      text: 'exit 3',
      code: 'TV_PLUGIN_TRAP',
      message: 'exited with code 3',
    },
    {
      title: 'ends a call that takes too long',
      text: 'loop',
      code: 'TV_PLUGIN_LIMIT',
      message: 'no answer within 50 ms',
    },
    { title: 'ends a recursion without end', text: 'recurse', code: 'TV_PLUGIN_TRAP', message: 'call stack' },
    {
      title: 'refuses a response outside the memory',
      text: 'respond 4000000000 10',
      code: 'TV_PLUGIN_TRAP',
      message: 'outside',
    },
    {
      title: 'refuses a response with a negative pointer',
      text: 'respond -1 4',
      code: 'TV_PLUGIN_TRAP',
      message: 'outside',
    },
    {
      title: 'refuses a response of negative length',
      text: 'respond 8 -4',
      code: 'TV_PLUGIN_TRAP',
      message: 'outside',
    },
    {
      title: 'refuses to write a request outside the memory',
      text: 'request -8 0',
      code: 'TV_PLUGIN_TRAP',
      message: 'operation of 3 bytes',
    },
    {
      title: 'refuses to print from outside the memory',
      text: 'printat -8 100',
      code: 'TV_PLUGIN_TRAP',
      message: 'console text',
    },
    {
      title: 'refuses a host call with a payload outside',
      text: 'hostat -8 100',
      code: 'TV_PLUGIN_TRAP',
      message: 'host call payload',
    },
    {
      title: 'caps an answer',
      text: `echo ${'x'.repeat(2000)}`,
      code: 'TV_PLUGIN_LIMIT',
      message: '2000 bytes, 1000 are allowed',
    },
    {
      title: 'caps the number of host calls',
      text: 'hostloop 11',
      code: 'TV_PLUGIN_LIMIT',
      message: 'more than 10 host calls',
    },
  ])('$title', ({ text, code, message }) => {
    const deadline = text === 'loop' ? { callTimeoutMs: 50 } : {};
    const call = mended({ ...deadline, outputBytes: 1000, hostCalls: 10, hostCall: () => new Uint8Array(0) });
    expect(() => call(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
    expect(() => call('echo')).toThrow(expect.objectContaining({ code: 'TV_PLUGIN_CALL' }));
  });

  it('answers fd_write outside the memory with EFAULT', () => {
    const call = mended();
    expect(call('writeat -8 2')).toBe('21');
    expect(call('writeat 0 100000')).toBe('28');
    expect(call('echo lives')).toBe('lives');
  });

  it('tells the guest of a payload that is too large', () => {
    expect(mended({ hostCallBytes: 100, hostCall: () => new Uint8Array(0) })('hostbig 101')).toBe(
      'error:payload of 101 bytes, 100 are allowed',
    );
  });

  it('does not leave the response of one host call for the next', () => {
    const hostCall: HostCall = (_binding, _namespace, operation) => {
      if (operation === 'fail') throw new Error('second');
      return Buffer.from('first');
    };
    expect(mended({ hostCall })('hosttwice a b c')).toBe('error:second');
  });

  it('refuses a call from inside a call', () => {
    let inner: unknown;
    const host: TiValveWapcHost = new TiValveWapcHost({
      name: 'probe',
      hostCall() {
        try {
          host.call('run', Buffer.from('echo'));
        } catch (thrown) {
          inner = thrown;
        }
        return new Uint8Array(0);
      },
    }).start(compiled);
    host.call('run', Buffer.from('host a b c d'));
    expect(inner).toMatchObject({ code: 'TV_PLUGIN_CALL' });
    expect(Buffer.from(host.call('run', Buffer.from('echo lives'))).toString()).toBe('lives');
  });
});
