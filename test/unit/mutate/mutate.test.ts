import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, stopChild } from '../../../host/children.ts';
import type { RoomFigures } from '../../../scripts/mutate/report.ts';
import type { Trial } from '../../../scripts/mutate/trial.ts';

const TOTAL = `export function total(price: number, count: number): number {
	if (count > 9) return price * count - 5;
	return price * count;
}
`;

const COUNTED = `export function counted(end: number): number {
	let at = 0;
	while (at < end) at++;
	return at;
}
`;

const GOOD = 'expect([total(2, 3), total(2, 9), total(2, 10)]).toEqual([6, 18, 15]);';

/** A small project: each of its folders is a room, with a test for it. */
const SOURCES: Record<string, [code: string, test: string]> = {
	'tested/total': [TOTAL, GOOD],
	'untested/total': [TOTAL, 'expect(total(2, 10)).toBe(total(2, 10));'],
	'accepted/total': [TOTAL, GOOD.replace('total(2, 9)', '18')],
	'looping/counted': [COUNTED, 'expect(counted(3)).toBe(3);'],
};

const ACCEPTED = [
	{ file: 'nodes/accepted/total.ts', before: 'count > 9', after: 'count >= 9', reason: 'nobody buys nine' },
	{ file: 'nodes/accepted/total.ts', before: 'count > 99', after: 'count >= 99', reason: 'was so once' },
];

// On a busy machine two dozen runs of Jest take their time.
jest.setTimeout(180_000);

describe('npm run mutate', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'lead-relay-planted-'));
	const temporary = mkdtempSync(path.join(tmpdir(), 'lead-relay-temporary-'));
	let output = '';
	let figures: RoomFigures[];
	let trials: Trial[];

	beforeAll(async () => {
		for (const [place, [code, test]] of Object.entries(SOURCES)) {
			const name = path.basename(place);
			put(`nodes/${place}.ts`, code);
			put(
				`test/unit/${place}.test.ts`,
				`import { ${name} } from '../../../nodes/${place}';\ntest('${name}', () => { ${test} });\n`,
			);
		}
		put('test/mutation/accepted.json', JSON.stringify(ACCEPTED));
		put('tsconfig.json', '{ "compilerOptions": { "strict": true, "types": [] }, "include": ["nodes"] }');
		put('jest.config.js', `module.exports = { projects: [${JSON.stringify(unitProject())}] };`);
		symlinkSync(path.join(process.cwd(), 'node_modules'), path.join(folder, 'node_modules'));
		const child = started('nodes');
		child.process.stdout?.on('data', (data: Buffer) => (output += data.toString()));
		child.process.stderr?.on('data', (data: Buffer) => (output += data.toString()));
		if ((await child.exited) !== 0) throw new Error(output);
		const results = path.join(folder, '.lead-relay/results/mutate.json');
		({ figures, trials } = JSON.parse(readFileSync(results, 'utf8')) as { figures: RoomFigures[]; trials: Trial[] });
	});

	// Nothing of a run stays behind.
	afterEach(() => expect(readdirSync(temporary).filter((name) => name.includes('mutate'))).toEqual([]));

	afterAll(() => {
		for (const each of [folder, temporary]) rmSync(each, { recursive: true, force: true });
	});

	it('has nothing to tell of tests that find every mutant', () => {
		const room = figuresOf('tested');
		expect(room).toMatchObject({ survived: 0, notMet: 0, share: 100 });
		expect(room?.killed).toBeGreaterThan(5);
		expect(output).not.toContain('nodes/tested/total.ts:');
	});

	it('tells what a test that cannot fail lets through', () => {
		expect(figuresOf('untested')).toMatchObject({ killed: 0, notMet: 1, share: 0 });
		expect(output).toContain(
			'nodes/untested/total.ts:2 (operator)\n  before  price * count - 5\n  after   price * count + 5\n',
		);
		expect(output).toContain('ran: test/unit/untested/total.test.ts');
		expect(output).toContain('nodes/untested/total.ts:3 (operator)');
		expect(output).toContain('no test meets it');
	});

	it('takes a loop that never ends for found', () => {
		expect(trials.find(({ mutant }) => mutant.after === 'at--')).toMatchObject({
			verdict: 'killed',
			failure: expect.stringMatching(/^No end within \d+ s/) as string,
		});
	});

	it('leaves out what does not compile', () => {
		expect(trials.map(({ mutant }) => mutant.kind)).toContain('operator');
		// A function without its `return`.
		expect(trials.map(({ mutant }) => mutant.kind)).not.toContain('emptied block');
	});

	it('excuses the survivors that are accepted, and tells entries that fit nothing', () => {
		expect(figuresOf('accepted')).toMatchObject({ survived: 0, accepted: 1 });
		expect(output).toContain('fits no mutant any more: nodes/accepted/total.ts: count > 99 → count >= 99');
		expect(output).not.toContain('fits no mutant any more: nodes/accepted/total.ts: count > 9 ');
	});

	it('leaves nothing behind when it is interrupted', async () => {
		const child = started('nodes/looping');
		while (!readdirSync(temporary).some((name) => name.includes('mutate'))) {
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		await stopChild(child);
		expect(await child.exited).toBe(130);
	});

	function put(file: string, text: string): void {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		writeFileSync(path.join(folder, file), text);
	}

	function started(target: string) {
		const script = path.join(process.cwd(), 'scripts', 'mutate.ts');
		const environment = { ...process.env, TMPDIR: temporary };
		return startChild(process.execPath, [script, target], { cwd: folder, environment });
	}

	function figuresOf(room: string): RoomFigures | undefined {
		return figures.find((each) => each.room === `nodes/${room}`);
	}
});

function unitProject() {
	const tsconfig = { module: 'commonjs', isolatedModules: true };
	return {
		displayName: 'unit',
		testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
		transform: { '\\.ts$': ['ts-jest', { diagnostics: false, tsconfig }] },
	};
}
