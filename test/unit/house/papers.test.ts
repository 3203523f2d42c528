import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** Folders that hold nothing of the house's own. */
const NOT_OURS = new Set(['.git', '.lead-relay', 'dist', 'node_modules']);

const HOUSE = new Set(everythingIn(''));
const PAPERS = [...HOUSE].filter((path) => path.endsWith('.md')).sort();
/** Files by their names alone, and folders likewise. */
const NAMES = new Set([...HOUSE].map((path) => posix.basename(path) + (path.endsWith('/') ? '/' : '')));

const LANGUAGES = ['en', 'fr', 'de'];
const SECTIONS = ['## Context', '## Decision', '## Rejected', '## Measurement'];
const LONGEST_LINE = 400;
/** Where the walks, and what names a node's files, may mean a path to begin. */
const NODE_FOLDERS = ['HubSpotUpsert', 'CsvReader', 'Oplead', 'IciFormation'].map((node) => `nodes/${node}`);
const TOP_FOLDERS = /^(nodes|credentials|templates|sandbox|host|scripts|test|docs|\.github)\//;

const guides = PAPERS.filter((file) => /^docs\/(en|fr|de)\//.test(file));
const housePapers = PAPERS.filter((file) => !guides.includes(file) && file !== 'CHANGELOG.md');
const decisions = PAPERS.filter((file) => /^docs\/decisions\/\d/.test(file));

describe.each(PAPERS)('%s', (file) => {
	const text = read(file);

	it('has links that lead somewhere', () => {
		expect(deadLinks(file, text)).toEqual([]);
	});

	it('has lines that can be read', () => {
		const long = text.split('\n').filter((line) => line.length > LONGEST_LINE);
		expect(long).toEqual([]);
	});

	it('names no address that does not exist', () => {
		expect(text.match(/[\w.@-]*\.example(?![\w.-]*\w)\S*/g) ?? []).toEqual([]);
	});
});

test.each(housePapers)('%s names files that exist', (file) => {
	const missing = paths(read(file)).filter((path) => !isThere(file, path));
	expect(missing).toEqual([]);
});

test.each(decisions)('%s has all its sections, a date, and a line in the index', (file) => {
	const text = read(file);
	const number = posix.basename(file).slice(0, 3);
	expect(text.match(/^## .*$/gm)).toEqual(SECTIONS);
	expect(text).toMatch(new RegExp(`^# ${number}\\. .+\\n\\n20\\d\\d-\\d\\d-\\d\\d · `));
	expect(text).not.toMatch(/^## .*\n+(## |$(?![\s\S]))/m);
	expect(read('docs/decisions/README.md')).toContain(`(${posix.basename(file)})`);
});

test('decisions are numbered from 1, without a gap', () => {
	const numbers = decisions.map((file) => Number(posix.basename(file).slice(0, 3)));
	expect(numbers.sort((one, other) => one - other)).toEqual(numbers.map((_, index) => index + 1));
});

test('the guides are the same in all languages', () => {
	const names = LANGUAGES.map((language) =>
		guides.filter((file) => file.startsWith(`docs/${language}/`)).map((file) => posix.basename(file)),
	);
	expect(names[1]).toEqual(names[0]);
	expect(names[2]).toEqual(names[0]);
});

// n8n drops categories and search words of a node without a word where this is missing.
test.each(nodeFiles())('the codex of %s has resources', (file) => {
	expect(JSON.parse(read(file.replace(/\.js$/, '.json')))).toHaveProperty('resources');
});

/** The node files that the package names, as their sources are called. */
function nodeFiles(): string[] {
	const { n8n } = JSON.parse(read('package.json')) as { n8n: { nodes: string[] } };
	return n8n.nodes.map((file) => file.replace(/^dist\//, ''));
}

/** All files and folders of the house, by their paths below its root; folders end with a slash. */
function everythingIn(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = posix.join(folder, entry.name);
		if (!entry.isDirectory()) return [path];
		return NOT_OURS.has(entry.name) ? [] : [`${path}/`, ...everythingIn(path)];
	});
}

function read(file: string): string {
	return readFileSync(join(ROOT, file), 'utf8');
}

/** A text without its code blocks. */
function prose(text: string): string {
	return text.replace(/^( *)```[\s\S]*?^\1```/gm, '');
}

/** Links to files that are not there, or to headings that a file does not have. */
function deadLinks(file: string, text: string): string[] {
	const written = prose(text).replace(/`[^`\n]*`/g, '');
	const links = [
		...written.matchAll(/\]\(([^)\s]+)\)/g),
		...written.matchAll(/<(?:img|a) [^>]*?(?:src|href)="([^"]+)"/g),
	];
	return links.map(([, link]) => link).filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(file, link));
}

function leadsSomewhere(file: string, link: string): boolean {
	const [path, anchor] = link.split('#');
	const target = path === '' ? file : posix.join(posix.dirname(file), decodeURI(path));
	if (![target, `${target}/`].some((path) => HOUSE.has(path))) return false;
	return anchor === undefined || anchors(read(target)).has(decodeURIComponent(anchor));
}

/** The anchors of a text's headings, as GitHub makes them. */
function anchors(text: string): Set<string> {
	const seen = new Map<string, number>();
	const names = [...prose(text).matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading]) => {
		const name = heading
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
			.replaceAll(' ', '-');
		const times = seen.get(name) ?? 0;
		seen.set(name, times + 1);
		return times === 0 ? name : `${name}-${times}`;
	});
	return new Set(names);
}

/** What a text names in code spans that is a path of the house; patterns such as `<operation>.operation.ts` are none. */
function paths(text: string): string[] {
	const spans = [...prose(text).matchAll(/`([^`\n]+)`/g)].map(([, span]) => span);
	return spans.filter(
		(span) =>
			/^[\w./-]+$/.test(span) &&
			!span.startsWith('/') &&
			!span.startsWith('.lead-relay') &&
			(/\w\.(ts|mjs|cjs|js|yml)$/.test(span) || TOP_FOLDERS.test(span) || /^[a-z-]+(\/[a-z-]+)*\/$/i.test(span)),
	);
}

/**
 * Whether a paper names something that is there: a name without a folder anywhere; a path below the root, beside the
 * paper or, in `docs`, in the folder of a node.
 */
function isThere(file: string, path: string): boolean {
	const bare = path.replace(/\/$/, '');
	if (!bare.includes('/')) return NAMES.has(path);
	const inNodes = file.startsWith('docs/') ? NODE_FOLDERS.map((folder) => posix.join(folder, bare)) : [];
	const places = [bare, posix.join(posix.dirname(file), bare), ...inNodes];
	return places.some((place) => HOUSE.has(place) || HOUSE.has(`${place}/`));
}
