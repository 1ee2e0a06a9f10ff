import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PEM files of one certificate. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** An authority in a folder of its own, which signs what specs need. */
export class Authority {
  readonly folder = mkdtempSync(join(tmpdir(), 'tivalve-tls-'));
  readonly ca = join(this.folder, 'ca.pem');
  private readonly key = join(this.folder, 'ca-key.pem');
  private signed = 0;

  constructor(name = 'authority') {
    const self = ['-x509', '-days', '3650', '-subj', `/CN=${name}`, '-keyout', this.key, '-out', this.ca];
    openssl('req', ...newKey, ...self);
  }

  /** Signs a certificate for 127.0.0.1 and localhost. */
  sign(commonName: string): Certificate {
    this.signed += 1;
    const path = (kind: string): string => join(this.folder, `${this.signed}-${kind}`);
    const [cert, key, request, extensions] = [path('cert.pem'), path('key.pem'), path('csr.pem'), path('ext.cnf')];
    writeFileSync(extensions, 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
    openssl('req', ...newKey, '-subj', `/CN=${commonName}`, '-keyout', key, '-out', request);
    const by = ['-CA', this.ca, '-CAkey', this.key, '-set_serial', String(this.signed)];
    openssl('x509', '-req', '-days', '3650', '-in', request, '-extfile', extensions, '-out', cert, ...by);
    return { cert, key };
  }
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'ignore' });
}
