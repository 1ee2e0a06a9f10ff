import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { ERROR_CODES } from '../errors/errorCodes';
import { messageOf, PluginError } from '../errors/TiValveError';
import {
  type Carried,
  CONTROL,
  type GuestBuffers,
  type GuestMessage,
  type GuestThreadData,
  PAGE_BYTES,
  TURN,
} from './guestChannel';
import { limitLog, type PluginLogLevel } from './pluginLogger';
import { type HostCall, TiValveWapcHost } from './TiValveWapcHost';

const NOTHING = new Uint8Array(0);

/** The lines that one instance prints, limited here: what is left out must not fill the caller's queue either. */
function printer(send: (message: GuestMessage) => void): (level: PluginLogLevel, text: string) => void {
  const line =
    (level: PluginLogLevel) =>
    (fields: object, text: string): void => {
      const leftOut = 'linesLeftOut' in fields && typeof fields.linesLeftOut === 'number' ? fields.linesLeftOut : 0;
      send({ kind: 'print', level, text, leftOut });
    };
  return limitLog(
    { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
    { fields: {} },
  );
}

/**
 * Serves one instance in a thread of its own, as `guestChannel` describes, until the thread is terminated. It keeps no
 * deadline: a guest in a loop cannot, so that is the caller's part.
 */
export function serveGuest(): never {
  if (parentPort === null) throw new Error('serveGuest runs in a thread of its own');
  const port = parentPort;
  const { control: shared, module, name, limits, ...buffers } = workerData as GuestThreadData;
  const control = new Int32Array(shared);
  const decoder = new TextDecoder();
  let request = new Uint8Array(buffers.request);
  let exchange = new Uint8Array(buffers.exchange);
  let turn = 0;

  const send = (message: GuestMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  const waitForTurn = (): number => {
    // Being woken is not a turn: the notice of the last one may come when its call is over already.
    while (Atomics.load(control, CONTROL.turn) === turn) Atomics.wait(control, CONTROL.turn, turn);
    turn += 1;
    if (Atomics.exchange(control, CONTROL.grown, 0) === 1) {
      for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
        const larger: Partial<GuestBuffers> = got.message;
        if (larger.request !== undefined) request = new Uint8Array(larger.request);
        if (larger.exchange !== undefined) exchange = new Uint8Array(larger.exchange);
      }
    }
    return control[CONTROL.kind] ?? 0;
  };
  /** Puts bytes where the caller finds them; those that do not fit are handed over by `transfer`. */
  const carry = (bytes: Uint8Array, transfer: ArrayBuffer[]): Carried => {
    if (bytes.length <= exchange.length) {
      exchange.set(bytes);
      return bytes.length;
    }
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
    transfer.push(own.buffer as ArrayBuffer);
    return own;
  };
  const hostCall: HostCall = (binding, namespace, operation, payload) => {
    const transfer: ArrayBuffer[] = [];
    const carried = carry(payload, transfer);
    send({ kind: 'hostCall', binding, namespace, operation, carried }, transfer);
    const kind = waitForTurn();
    const bytes = exchange.subarray(0, control[CONTROL.bytes]);
    // Decoders do not read shared memory.
    if (kind === TURN.hostError) throw new Error(decoder.decode(bytes.slice()));
    return bytes;
  };
  const host = new TiValveWapcHost({
    ...limits,
    name,
    hostCall,
    print: printer(send),
    callTimeoutMs: Number.POSITIVE_INFINITY,
  });
  const answer = (run: () => Uint8Array): void => {
    const transfer: ArrayBuffer[] = [];
    let message: GuestMessage;
    try {
      message = { kind: 'answer', carried: carry(run(), transfer) };
    } catch (thrown) {
      const ended = host.failure !== undefined;
      message =
        thrown instanceof PluginError
          ? { kind: 'failed', code: thrown.code, detail: detailOf(thrown), ended }
          : { kind: 'failed', code: 'TV_PLUGIN_TRAP', detail: messageOf(thrown), ended: true };
    }
    control[CONTROL.memoryPages] = host.memoryBytes / PAGE_BYTES;
    Atomics.store(control, CONTROL.answered, 1);
    send(message, transfer);
  };

  send({ kind: 'ready' });
  for (;;) {
    if (waitForTurn() === TURN.start) {
      answer(() => {
        host.start(module);
        return NOTHING;
      });
      continue;
    }
    const payloadAt = control[CONTROL.operationBytes] ?? 0;
    const operation = decoder.decode(request.slice(0, payloadAt));
    const payload = request.subarray(payloadAt, payloadAt + (control[CONTROL.bytes] ?? 0));
    answer(() => host.call(operation, payload));
  }
}

/** The text of an error without the summary of its code, which the caller's error puts in front again. */
function detailOf({ code, message }: PluginError): string {
  return message.slice(`${ERROR_CODES[code].summary}: `.length);
}
