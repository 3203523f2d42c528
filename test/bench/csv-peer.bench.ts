// The CSV Reader and n8n's own way ("Read/Write Files from Disk", then "Extract from File"): the same customers, as a
// booking system exports them, each in an n8n that was started for this reading. And what both make of tricky files.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchFigure } from '../../scripts/benchFigure.ts';
import { writeExports } from '../../sandbox/mcarena/writeExports.ts';
import { ourFileNode, peerFileNodes, skipBadRows, type NodeDraft } from './csvNodes.ts';
import { differencesOf, type Differences } from './csvPeer/differences.ts';
import { startReadingN8n, type ReadingN8n, type ReadingSpent } from './csvPeer/readingN8n.ts';
import { trickyFiles, type TrickyFile } from './csvPeer/trickyFiles.ts';
import { figures, median, medianRatio } from './figures.ts';

const customers = 100_000;
const rounds = 3;

/** As the lines of the file are written; of its encodings n8n's node has none that is nearer to Windows-1252. */
const peerOptions = {
	delimiter: ';',
	encoding: 'latin1',
	includeEmptyCells: true,
	skipRecordsWithErrors: skipBadRows,
} as const;

interface Side {
	name: string;
	nodes: (file: string) => NodeDraft[];
	runs: ReadingSpent[];
}

export default async function measure(): Promise<BenchFigure[]> {
	const folder = await mkdtemp(path.join(tmpdir(), 'lead-relay-bench-'));
	try {
		const { customers: small } = await writeExports(path.join(folder, 'small'), { customers: 100, invoices: 1 });
		const { customers: large } = await writeExports(path.join(folder, 'large'), { customers, invoices: 1 });
		const peer: Side = {
			name: 'Read Files + Extract From File',
			nodes: (file) => peerFileNodes(file, peerOptions),
			runs: [],
		};
		const ours: Side = { name: 'CSV Reader', nodes: (file) => [ourFileNode(file)], runs: [] };
		const compared = await withN8n(folder, async (n8n) => {
			for (const { name, nodes } of [peer, ours]) refuseOtherCount(name, await n8n.count(nodes(large)));
			return await compareOutputs(n8n, folder);
		});
		for (let round = 0; round < rounds; round++) {
			for (const { nodes, runs } of [peer, ours]) {
				runs.push(await withN8n(folder, async (n8n) => await n8n.spent(nodes(small), nodes(large))));
			}
		}
		refuseOtherEnd(peer, ours);
		return [...spentFigures(peer, ours), ...outputFigures(compared)];
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function withN8n<Result>(folder: string, work: (n8n: ReadingN8n) => Promise<Result>): Promise<Result> {
	const n8n = await startReadingN8n(folder);
	try {
		return await work(n8n);
	} finally {
		await n8n.stop();
	}
}

/** Half the rows would look quick. */
function refuseOtherCount(name: string, count: number): void {
	if (count < customers || count > customers + 1) throw new Error(`${name} read ${count} rows of ${customers}.`);
}

function refuseOtherEnd(peer: Side, ours: Side): void {
	const [last] = peer.runs.map(({ lastRow }) => lastRow);
	for (const { name, runs } of [peer, ours]) {
		for (const { lastRow } of runs) {
			if (lastRow.Kundennummer === last.Kundennummer && lastRow.Newsletter === last.Newsletter) continue;
			throw new Error(`The last row of ${name} is ${JSON.stringify(lastRow)}, not ${JSON.stringify(last)}.`);
		}
	}
}

interface Compared {
	file: TrickyFile;
	peer: Differences;
	ours: Differences;
}

async function compareOutputs(n8n: ReadingN8n, folder: string): Promise<Compared[]> {
	const compared: Compared[] = [];
	for (const [index, tricky] of trickyFiles.entries()) {
		const file = path.join(folder, `tricky${index}.csv`);
		await writeFile(file, tricky.bytes);
		const differences = async (nodes: NodeDraft[]): Promise<Differences> => {
			const rows = await n8n.rows(nodes);
			return differencesOf(rows, tricky.rows);
		};
		compared.push({
			file: tricky,
			peer: await differences(peerFileNodes(file, tricky.peerOptions)),
			ours: await differences([ourFileNode(file)]),
		});
	}
	return compared;
}

function spentFigures(peer: Side, ours: Side): BenchFigure[] {
	const work = `${customers} rows of 14 columns, Windows-1252; a new n8n for each reading; median of ${rounds} rounds in turn`;
	const seconds = ({ runs }: Side) => runs.map(({ nodesMs }) => nodesMs / 1_000);
	const cpu = ({ runs }: Side) => runs.map(({ cpuSeconds }) => cpuSeconds);
	const memory = ({ runs }: Side) => runs.map(({ residentBytes }) => residentBytes / 1_000_000);
	const timeNote = `from before the first node until the next node has the rows; ${work}`;
	const cpuNote = `all of n8n for the whole workflow; ${work}`;
	const memoryNote = `the most that n8n's process held, all of n8n included; ${work}`;
	const sides = [peer, ours];
	const ratio = (of: (side: Side) => number[]) => medianRatio(of(ours), of(peer));
	return figures('csv-peer', [
		...sides.map((side) => [`time: ${side.name}`, median(seconds(side)), 's', timeNote] as const),
		['time ratio', ratio(seconds), 'ours / peer', timeNote],
		...sides.map((side) => [`CPU: ${side.name}`, median(cpu(side)), 's', cpuNote] as const),
		['CPU ratio', ratio(cpu), 'ours / peer', cpuNote],
		...sides.map((side) => [`memory: ${side.name}`, median(memory(side)), 'MB', memoryNote] as const),
		['memory ratio', ratio(memory), 'ours / peer', memoryNote],
	]);
}

function outputFigures(compared: Compared[]): BenchFigure[] {
	const broken = compared.filter(({ ours }) => ours.cells > 0);
	if (broken.length > 0) {
		const worded = broken.map(({ file, ours }) => `${file.trait}: ${ours.example}`);
		throw new Error(`The CSV Reader has misread cells.\n${worded.join('\n')}`);
	}
	return figures(
		'csv-peer',
		compared.map(({ file, peer }) => {
			const cells = file.rows.reduce((sum, row) => sum + Object.keys(row).length, 0);
			const example = peer.example === undefined ? '' : `; ${peer.example}`;
			return [
				`misread by n8n's nodes: ${file.trait}`,
				peer.cells,
				'cells',
				`of ${cells}, the CSV Reader: 0; ${file.peerNote}${example}`,
			] as const;
		}),
	);
}
