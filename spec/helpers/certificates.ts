import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { md, pki } from 'node-forge';

/** PEM files of one certificate. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

type Extensions = Parameters<pki.Certificate['setExtensions']>[0];

/** An authority in a folder of its own, which signs what specs need. */
export class Authority {
  readonly folder = mkdtempSync(join(tmpdir(), 'tivalve-tls-'));
  readonly ca = join(this.folder, 'ca.pem');
  private readonly key: pki.rsa.PrivateKey;
  private readonly name: pki.CertificateField[];
  private signed = 0;

  constructor(name = 'authority') {
    const pair = newKey();
    this.key = pair.privateKey;
    this.name = nameOf(name);
    const extensions: Extensions = [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectKeyIdentifier' },
    ];
    writeFileSync(this.ca, this.certify(pair.publicKey, this.name, extensions));
  }

  /** Signs a certificate for 127.0.0.1 and localhost. */
  sign(commonName: string): Certificate {
    const pair = newKey();
    const names = [
      { type: 7, ip: '127.0.0.1' },
      { type: 2, value: 'localhost' },
    ];
    const pem = this.certify(pair.publicKey, nameOf(commonName), [{ name: 'subjectAltName', altNames: names }]);
    const [cert, key] = [`${this.signed}-cert.pem`, `${this.signed}-key.pem`].map((file) =>
      join(this.folder, file),
    ) as [string, string];
    writeFileSync(cert, pem);
    writeFileSync(key, pki.privateKeyToPem(pair.privateKey));
    return { cert, key };
  }

  private certify(publicKey: pki.PublicKey, subject: pki.CertificateField[], extensions: Extensions): string {
    this.signed += 1;
    const certificate = pki.createCertificate();
    certificate.publicKey = publicKey;
    certificate.serialNumber = this.signed.toString(16).padStart(2, '0');
    certificate.validity.notBefore = new Date('2020-01-01T00:00:00Z');
    certificate.validity.notAfter = new Date('2049-01-01T00:00:00Z');
    certificate.setSubject(subject);
    certificate.setIssuer(this.name);
    certificate.setExtensions(extensions);
    certificate.sign(this.key, md.sha256.create());
    return pki.certificateToPem(certificate);
  }
}

const nameOf = (commonName: string): pki.CertificateField[] => [{ name: 'commonName', value: commonName }];

/** Node makes keys a hundred times faster than forge does. */
function newKey(): { readonly publicKey: pki.rsa.PublicKey; readonly privateKey: pki.rsa.PrivateKey } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return { publicKey: pki.publicKeyFromPem(publicKey), privateKey: pki.privateKeyFromPem(privateKey) };
}
