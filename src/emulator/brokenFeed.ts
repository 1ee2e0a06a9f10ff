import { createServer } from 'node:http2';
import type { Socket } from 'node:net';
import { status } from '@grpc/grpc-js';
import { brokenFrame } from './brokenFrames';
import type { FaultBoard } from './FaultBoard';

const FEED = '/cdcpb.ChangeData/';
const GRPC = { ':status': 200, 'content-type': 'application/grpc+proto' };

/**
 * Takes sockets in place of a store and answers feeds with frames that gRPC's server would not send. Any other call is
 * told to come again. When no such fault is left, it calls `onOver` and cuts the connections.
 */
export function brokenFeed(faults: FaultBoard, storeId: number, onOver: () => void): (socket: Socket) => void {
  const server = createServer();
  server.on('session', (session) => session.on('error', () => session.destroy()));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy());
    if (headers[':path']?.startsWith(FEED) !== true) {
      stream.respond({ ...GRPC, 'grpc-status': status.UNAVAILABLE }, { endStream: true });
      return;
    }
    const fault = faults.take('brokenFrames', { storeId });
    if (faults.find('brokenFrames', { storeId }) === undefined) onOver();
    if (fault === undefined) {
      stream.session?.destroy();
      return;
    }
    const { bytes, isGzip, ends } = brokenFrame(fault.frame);
    stream.respond({ ...GRPC, ...(isGzip && { 'grpc-encoding': 'gzip' }) }, { waitForTrailers: ends });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status.OK }));
    // The next stream of this connection must find the store again.
    stream.on('close', () => stream.session?.destroy());
    if (ends) stream.end(bytes);
    else stream.write(bytes);
  });
  return (socket) => {
    server.emit('connection', socket);
  };
}
