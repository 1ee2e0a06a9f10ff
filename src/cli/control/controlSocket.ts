import { lstatSync, unlinkSync } from 'node:fs';
import { chmod, link, lstat, mkdtemp, open, rm, symlink, unlink } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { messageOf, StoreError } from '../../errors/TiValveError';
import { type Logger, NO_LOGGER } from '../../model/logger';
import { makeFolder } from '../../store/makeFolder';
import { EXIT } from '../output';
import { ControlError } from './controlError';
import type { ControlledRun } from './controlledRun';
import { controlServer } from './controlServer';

/** The socket over which a run is asked and told. */
export interface ControlSocket {
  readonly path: string;
  /** Hands requests to a run; until then they are answered 503. */
  serve(run: ControlledRun): void;
  /** Removes the socket, and gives answers under way a moment to end. */
  close(): Promise<void>;
}

/** Name of the socket in a state folder. */
export const SOCKET_NAME = 'control.sock';

/** Bytes that the path of a socket may have on every system; Linux takes 107. */
const MAX_PATH_BYTES = 103;
/** How long answers under way may take once the run has ended. */
const CLOSE_MS = 1_000;
/** Starts that meet each other try again, and one of them sees the other at work. */
const TRIES = 8;
/** A test and a removal take a few milliseconds. */
const LOCK_MS = 10_000;
const LOCK_POLL_MS = 5;

const systemCodeOf = (thrown: unknown): string | undefined => (thrown as NodeJS.ErrnoException).code;

/**
 * Opens the control socket of a state folder, which is then this process's alone.
 *
 * The socket is made in a folder that only this user may enter, gets mode 0600 there, and is linked to its name when it
 * listens, so that there is no moment in which others could connect or find it deaf. A link never replaces anything: of
 * two runs that start at once one gets the name. A socket that a dead process left is removed first.
 *
 * Errors with `TV_PIPELINE_STATE` when a living run has it, and with `TV_STORE_IO` when the folder cannot hold one.
 */
export async function openControlSocket(
  stateDir: string,
  { logger = NO_LOGGER }: { readonly logger?: Logger } = {},
): Promise<ControlSocket> {
  const folder = resolve(stateDir);
  const path = join(folder, SOCKET_NAME);
  let run: ControlledRun | undefined;
  let own = '';
  const server = controlServer({ run: () => run, logger });
  try {
    await makeFolder(folder);
    const room = await mkdtemp(join(folder, '.control-'));
    try {
      const made = join(room, 's');
      await withSocketPath(room, 's', (short) => listen(server, short));
      await chmod(made, 0o600);
      own = identityOf(lstatSync(made, { bigint: true }));
      await takeName(made, path);
    } finally {
      await rm(room, { recursive: true, force: true });
    }
  } catch (thrown) {
    server.close();
    if (thrown instanceof ControlError) throw thrown;
    throw new StoreError('TV_STORE_IO', `${path}: ${messageOf(thrown)}`, {
      cause: thrown,
      hint: 'name a state folder on a local disk that this user may write',
    });
  }
  server.on('error', (error) => logger.warn({ error: messageOf(error) }, 'control socket failed'));
  const removeOwn = (): void => {
    try {
      if (identityOf(lstatSync(path, { bigint: true })) === own) unlinkSync(path);
    } catch (thrown) {
      if (systemCodeOf(thrown) !== 'ENOENT') logger.warn({ error: messageOf(thrown) }, 'control socket stays behind');
    }
  };
  // A second Ctrl-C ends the process without more ado.
  process.on('exit', removeOwn);
  return {
    path,
    serve: (wanted) => {
      run = wanted;
    },
    close: async () => {
      process.off('exit', removeOwn);
      removeOwn();
      const closed = new Promise<void>((settle) => server.close(() => settle()));
      server.closeIdleConnections();
      const limit = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      await closed;
      clearTimeout(limit);
      run = undefined;
    },
  };
}

/**
 * Calls `use` with a path of `folder/name` that fits into the address of a socket. For one that does not, a link to the
 * folder is made in a private folder for temporary files, and taken away afterwards.
 */
export async function withSocketPath<T>(folder: string, name: string, use: (path: string) => Promise<T>): Promise<T> {
  const path = join(folder, name);
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return use(path);
  const shortcut = await mkdtemp(join(tmpdir(), 'tivalve-'));
  try {
    await symlink(resolve(folder), join(shortcut, 'd'));
    const short = join(shortcut, 'd', name);
    if (Buffer.byteLength(short) <= MAX_PATH_BYTES) return await use(short);
    throw new Error(`path is too long for a socket, and so is one in ${tmpdir()}`);
  } finally {
    await rm(shortcut, { recursive: true, force: true });
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((settle, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      settle();
    });
  });
}

/** Links `made` to `path`, after what a dead process left there is out of the way. */
async function takeName(made: string, path: string): Promise<void> {
  for (let i = 0; i < TRIES; i += 1) {
    try {
      await link(made, path);
      return;
    } catch (thrown) {
      if (systemCodeOf(thrown) !== 'EEXIST') throw thrown;
    }
    await locked(`${path}.lock`, () => removeDead(path));
  }
  throw new Error('other runs keep starting here');
}

/** Nobody else may be at it between the test and the removal, or the socket of a run that has just begun would go. */
async function removeDead(path: string): Promise<void> {
  const found = await statIfThere(path);
  if (found === undefined) return;
  if (!found.isSocket()) throw new Error('is there, and is no socket');
  if (await isLiving(path)) {
    throw new ControlError('TV_PIPELINE_STATE', `another run is at work on ${dirname(path)}`, {
      exitCode: EXIT.conflict,
      hint: 'tivalve changefeed query --state-dir tells what it does; end it first, or name another state folder',
    });
  }
  await unlink(path);
}

/** Does `work` while no other process does. A lock file that is older than anybody needs was left by a dead process. */
async function locked(lock: string, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await (await open(lock, 'wx', 0o600)).close();
      break;
    } catch (thrown) {
      if (systemCodeOf(thrown) !== 'EEXIST') throw thrown;
    }
    const held = await statIfThere(lock);
    if (held !== undefined && Date.now() - Number(held.mtimeMs) > LOCK_MS) await rm(lock, { force: true });
    else await new Promise((settle) => setTimeout(settle, LOCK_POLL_MS));
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function statIfThere(path: string) {
  try {
    return await lstat(path, { bigint: true });
  } catch (thrown) {
    if (systemCodeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** Tells a socket from one that was made later, even when the file system uses the number of its inode again. */
function identityOf({
  dev,
  ino,
  mtimeNs,
}: {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly mtimeNs: bigint;
}): string {
  return `${dev}-${ino}-${mtimeNs}`;
}

/** Whether a process listens: only a refusal says that there is none. */
async function isLiving(path: string): Promise<boolean> {
  return withSocketPath(
    dirname(path),
    SOCKET_NAME,
    (short) =>
      new Promise((settle) => {
        const socket = connect(short);
        socket.once('connect', () => {
          socket.destroy();
          settle(true);
        });
        socket.once('error', (error) => settle(!['ECONNREFUSED', 'ENOENT'].includes(systemCodeOf(error) ?? '')));
      }),
  );
}
