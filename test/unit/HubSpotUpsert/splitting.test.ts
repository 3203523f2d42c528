import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import { splitting } from '../../../nodes/HubSpotUpsert/write/splitting';

const ROWS = Array.from({ length: 100 }, (_, row) => row);

/** Sends the rows to somebody who takes no batch that holds a bad one; answers what became of each, and the calls. */
async function sendAll(isBad: (row: number) => boolean, status = 400) {
	let calls = 0;
	const send = (batch: readonly number[]) => {
		calls++;
		if (batch.some(isBad)) return Promise.reject(new HubSpotError('No.', { status }));
		return Promise.resolve(batch.map((row) => `${row} written`));
	};
	const results = await splitting(ROWS, send, (row) => `${row} refused`);
	return { results, calls };
}

it.each<[string, (row: number) => boolean, number]>([
	['none', () => false, 1],
	['the first', (row) => row === 0, 16],
	['one in the middle', (row) => row === 57, 16],
	['two apart', (row) => row === 3 || row === 99, 30],
	['two together', (row) => row === 50 || row === 51, 16],
	['every other', (row) => row % 2 === 0, 200],
	['the second half', (row) => row >= 50, 60],
	['all', () => true, 110],
])('refuses only the bad ones, with few calls, where %s is bad', async (_name, isBad, mostCalls) => {
	const { results, calls } = await sendAll(isBad);
	expect(results).toEqual(ROWS.map((row) => `${row} ${isBad(row) ? 'refused' : 'written'}`));
	expect(calls).toBeLessThanOrEqual(mostCalls);
});

it('sends nothing twice where it is not what was sent that is at fault', async () => {
	const { results, calls } = await sendAll(() => true, 503);
	expect(results).toEqual(ROWS.map((row) => `${row} refused`));
	expect(calls).toBe(1);
});
