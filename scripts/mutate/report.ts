import type { Draw } from './draw.ts';
import type { Room } from './rooms.ts';
import type { Trial } from './trial.ts';

/** What a room's tests came to. */
export interface RoomResult {
	room: Room;
	draw: Draw;
	trials: Trial[];
}

/** Of fewer mutants than this a share says too little to be held against a floor. */
export const ENOUGH = 20;

export interface RoomFigures {
	room: string;
	mutants: number;
	killed: number;
	survived: number;
	notMet: number;
	accepted: number;
	/** In percent, of the mutants tried; undefined when none was. */
	share: number | undefined;
	floor: number | undefined;
	isBelow: boolean;
}

/** @param withWorkflow whether workflow tests ran, too: some floors count them in */
export function figuresOf({ room, draw, trials }: RoomResult, withWorkflow: boolean): RoomFigures {
	const count = (verdict: Trial['verdict']) => trials.filter((trial) => trial.verdict === verdict).length;
	const killed = count('killed');
	const share = trials.length === 0 ? undefined : Math.round((1000 * killed) / trials.length) / 10;
	const floor = room.needsWorkflow && !withWorkflow ? undefined : room.floor;
	return {
		room: room.name,
		mutants: trials.length,
		killed,
		survived: count('survived'),
		notMet: count('not met'),
		accepted: draw.accepted,
		share,
		floor,
		isBelow: floor !== undefined && share !== undefined && trials.length >= ENOUGH && share < floor,
	};
}

/** The table by room, for people. */
export function tableText(figures: readonly RoomFigures[]): string {
	const head = ['room', 'mutants', 'killed', 'survived', 'not met', 'accepted', 'killed %', 'floor', ''];
	const rows = figures.map((each) => [
		each.room,
		String(each.mutants),
		String(each.killed),
		String(each.survived),
		String(each.notMet),
		String(each.accepted),
		each.share?.toFixed(1) ?? '–',
		each.floor === undefined ? '–' : String(each.floor),
		each.isBelow ? 'below its floor' : '',
	]);
	const widths = head.map((text, column) => Math.max(...[head, ...rows].map((row) => row[column].length), text.length));
	const line = (row: string[]) =>
		row.map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join('  ');
	return [head, ...rows].map((row) => line(row).trimEnd()).join('\n');
}

/** A mutant that no test found: where, what was changed, and what ran. */
export function survivorText({ mutant, ran }: Trial): string {
	const tests = ran.length === 0 ? 'no test meets it' : `ran: ${ran.join(', ')}`;
	return [
		`${mutant.file}:${mutant.line} (${mutant.kind})`,
		`  before  ${mutant.before}`,
		`  after   ${mutant.after}`,
		`  ${tests}`,
	].join('\n');
}
