import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ERROR_CODES } from '../../src/errors/errorCodes';
import { renderConfigPage } from '../helpers/configPage';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the documents', () => {
  it('docs/errors.md has each code, what it means and what to do', () => {
    const rows = new Map(
      [...read('docs/errors.md').matchAll(/^\| `(TV_[A-Z0-9_]+)`( \(retryable\))? *\| (.+?) *\| (.+?) *\|$/gm)].map(
        ([, code = '', retryable, summary = '', advice = '']) => [
          code,
          { retryable: retryable !== undefined, summary, advice },
        ],
      ),
    );
    for (const [code, { retryable, summary }] of Object.entries(ERROR_CODES)) {
      expect({ code, ...rows.get(code), advice: '' }).toEqual({ code, retryable, summary, advice: '' });
    }
    expect([...rows.keys()].sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });

  it('docs/config.md is what the schemas say', () => {
    const page = renderConfigPage();
    if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(join(ROOT, 'docs/config.md'), page);
    expect(read('docs/config.md')).toBe(page);
  });

  it('every link to a file leads somewhere', () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
    ];
    const dead = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !existsSync(join(ROOT, dirname(page), link)))
        .map((link) => `${page}: ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it('docs/architecture.md names files that are there', () => {
    const dead = [...read('docs/architecture.md').matchAll(/`(src\/[\w./]+\.ts)`/g)]
      .map(([, path = '']) => path)
      .filter((path) => !existsSync(join(ROOT, path)));
    expect(dead).toEqual([]);
  });

  it.each(['quickstart.ts', 'pipeline.ts', 'live.ts'])("the README's %s is that of examples/", (name) => {
    const program = new RegExp(`\`\`\`ts\\n// examples/${name}\\n([\\s\\S]*?)\`\`\``).exec(read('README.md'))?.[1];
    const example = read(`examples/${name}`).replace(/^\/\*\*.*\*\/\n/, '');
    expect(program?.trim()).toBe(example.trim());
  });
});
