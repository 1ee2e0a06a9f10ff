import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { tikvpb } from '../wire/generated/messages';

type Batch = tikvpb.BatchCommandsRequest;
type Answers = tikvpb.BatchCommandsResponse.$Properties;
type Command = NonNullable<tikvpb.BatchCommandsRequest.Request['cmd']>;

/** A unary call, whoever brings its request. */
export type Call = (request: never) => object;

/** The unary call that a command of a batch stands for. */
const CALL_OF_COMMAND = {
  get: 'KvGet',
  scan: 'KvScan',
  prewrite: 'KvPrewrite',
  commit: 'KvCommit',
  batchGet: 'KvBatchGet',
  batchRollback: 'KvBatchRollback',
  scanLock: 'KvScanLock',
  resolveLock: 'KvResolveLock',
  deleteRange: 'KvDeleteRange',
  pessimisticLock: 'KvPessimisticLock',
  pessimisticRollback: 'KVPessimisticRollback',
  checkTxnStatus: 'KvCheckTxnStatus',
  txnHeartBeat: 'KvTxnHeartBeat',
  checkSecondaryLocks: 'KvCheckSecondaryLocks',
  flush: 'KvFlush',
  bufferBatchGet: 'KvBufferBatchGet',
} as const satisfies Record<Command, string>;

/** `BatchCommands`: many calls in one message, answered in one message. A command that is not known gets an empty answer. */
export function batchCommands(
  calls: Readonly<Record<string, Call>>,
): (stream: ServerDuplexStream<Batch, Answers>) => void {
  return (stream) => {
    stream.on('data', ({ requests, requestIds }: Batch) => {
      const responses = requests.map((request) => {
        const { cmd } = request;
        const call = cmd === undefined ? undefined : calls[CALL_OF_COMMAND[cmd]];
        return cmd === undefined || call === undefined ? {} : { [cmd]: call(request[cmd] as never) };
      });
      stream.write({ responses, requestIds });
    });
    stream.on('end', () => stream.end());
  };
}
