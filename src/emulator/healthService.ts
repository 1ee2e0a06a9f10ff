import type { ServerUnaryCall, ServiceDefinition, sendUnaryData, UntypedServiceImplementation } from '@grpc/grpc-js';
import { ENCODED, grpcMethod, IGNORED } from './grpcMethod';

const SERVING = Buffer.from([0x08, 0x01]);

/** `grpc.health.v1.Health`: always serving. */
export const healthService: ServiceDefinition = {
  Check: grpcMethod('/grpc.health.v1.Health/Check', IGNORED, ENCODED),
};

export const healthHandlers: UntypedServiceImplementation = {
  Check: (_call: ServerUnaryCall<Uint8Array, Buffer>, answer: sendUnaryData<Buffer>): void => answer(null, SERVING),
};
