import { figuresOf, tableText, type RoomResult } from '../../../scripts/mutate/report.ts';
import type { Trial } from '../../../scripts/mutate/trial.ts';
import { roomOf } from '../../../scripts/mutate/rooms.ts';

function result(killed: number, survived: number, room: Partial<RoomResult['room']> = {}): RoomResult {
	const trials = (verdict: Trial['verdict'], count: number) =>
		Array.from({ length: count }, () => ({ verdict, ran: [] }) as unknown as Trial);
	return {
		room: { name: 'shop', folders: [], floor: 80, ...room },
		draw: { mutants: [], accepted: 0, refused: 0, available: 0 },
		trials: [...trials('killed', killed), ...trials('survived', survived)],
	};
}

describe('a room’s figures', () => {
	it('are below the floor when too few mutants are found', () => {
		expect(figuresOf(result(31, 9), false)).toMatchObject({ share: 77.5, isBelow: true });
		expect(figuresOf(result(32, 8), false)).toMatchObject({ share: 80, isBelow: false });
	});

	it('are held against the floor only when there are enough of them', () => {
		expect(figuresOf(result(1, 9), false).isBelow).toBe(false);
		expect(figuresOf(result(0, 20), false).isBelow).toBe(true);
	});

	it('are held against a floor that counts workflow tests in only when those ran', () => {
		expect(figuresOf(result(10, 30, { needsWorkflow: true }), false).isBelow).toBe(false);
		expect(figuresOf(result(10, 30, { needsWorkflow: true }), true).isBelow).toBe(true);
	});

	it('make a table', () => {
		expect(tableText([figuresOf(result(31, 9), false)]).split('\n')[1]).toMatch(
			/^shop +40 +31 +9 +0 +0 +77\.5 +80 +below/,
		);
	});
});

describe('the room of a file', () => {
	const rooms = [
		{ name: 'outer', folders: ['a'] },
		{ name: 'inner', folders: ['a/b', 'c'] },
	];

	it('is the nearest that holds it', () => {
		expect(roomOf('a/x.ts', rooms).name).toBe('outer');
		expect(roomOf('a/b/x.ts', rooms).name).toBe('inner');
		expect(roomOf('a/bx/x.ts', rooms).name).toBe('outer');
		expect(roomOf('c/d/x.ts', rooms).name).toBe('inner');
	});

	it('is its folder when no room holds it', () => {
		expect(roomOf('d/x.ts', rooms)).toEqual({ name: 'd', folders: ['d'] });
	});
});
