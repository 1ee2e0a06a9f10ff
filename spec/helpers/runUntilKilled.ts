import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/**
 * Runs a script of this folder in another process, kills it after so many lines of output, and answers with the last number
 * that it wrote.
 */
export function runUntilKilled(script: string, folder: string, lines: number): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(
      process.execPath,
      ['-r', join(ROOT, 'node_modules/sucrase/register/ts'), join(__dirname, script), folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    let wanted = lines;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (wanted > 0 && output.split('\n').length > wanted) {
        wanted = 0;
        child.kill('SIGKILL');
      }
    });
    child.on('error', failed);
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') failed(new Error(`ended by ${signal}`));
      else done(Number(output.split('\n').at(-2)));
    });
  });
}
