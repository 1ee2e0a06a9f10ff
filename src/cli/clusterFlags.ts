import { type Command, Option } from 'commander';
import { ConfigError } from '../errors/TiValveError';
import type { TikvSourceOptions } from '../sources/tikvSource';

/** How a command reaches a cluster. */
export interface ClusterFlags {
  readonly pd: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly allowedCn?: readonly string[];
  readonly timeoutMs: string;
  readonly logLevel: string;
}

/** Adds `--pd`, the files of TLS, and how much is logged, to a command. */
export function addClusterFlags(command: Command): Command {
  return addTlsFlags(command.requiredOption('--pd <addresses>', 'addresses of PD, host:port, several with commas'));
}

/** Adds the files of TLS and a deadline to a command. */
export function addTlsFlags(command: Command): Command {
  return command
    .option('--ca <file>', 'TLS: certificates that sign the servers')
    .option('--cert <file>', "TLS: this client's certificate")
    .option('--key <file>', 'TLS: its key')
    .addOption(new Option('--allowed-cn <names...>', 'TLS: common names a server may have'))
    .option('--timeout-ms <ms>', 'deadline of the first contact, and of each call to PD or TiKV', '10000')
    .addOption(
      new Option('--log-level <level>', 'logs go to standard error')
        .choices(['debug', 'info', 'warn', 'error'])
        .default('warn'),
    );
}

/** What the flags say, as a source takes it. */
export function clusterOptions({ pd, ca, cert, key, allowedCn, timeoutMs }: ClusterFlags): TikvSourceOptions {
  if (ca === undefined && (cert !== undefined || key !== undefined || allowedCn !== undefined)) {
    throw new ConfigError('TV_CONFIG_INVALID', '--cert, --key and --allowed-cn need --ca', {
      hint: 'name the file of the certificates that sign the servers',
    });
  }
  const requestTimeoutMs = Number(timeoutMs);
  if (!Number.isSafeInteger(requestTimeoutMs) || requestTimeoutMs < 1) {
    throw new ConfigError(
      'TV_CONFIG_INVALID',
      `--timeout-ms ${JSON.stringify(timeoutMs)} is no number of milliseconds`,
      {
        hint: 'write a whole number above 0, such as 10000',
      },
    );
  }
  const addresses = pd
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  if (addresses.length === 0) {
    throw new ConfigError('TV_CONFIG_INVALID', '--pd names no address', {
      hint: 'write host:port, several with commas',
    });
  }
  return {
    requestTimeoutMs,
    pd: addresses,
    ...(ca !== undefined && {
      tls: {
        ca,
        ...(cert !== undefined && { cert }),
        ...(key !== undefined && { key }),
        ...(allowedCn !== undefined && { allowedCommonNames: allowedCn }),
      },
    }),
  };
}
