import { setImmediate as nextTick } from 'node:timers/promises';

import { inTurn } from '../../../nodes/shared/turns';

it('lets one that comes later wait for one that has begun, though an earlier one has ended', async () => {
	const log: string[] = [];
	const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	const first = inTurn('place', async () => await gates[0].promise);
	const second = inTurn('place', async () => await gates[1].promise);
	gates[0].resolve();
	await first;
	await nextTick();
	const third = inTurn('place', async () => log.push('third'));
	await nextTick();
	expect(log).toEqual([]);
	gates[1].resolve();
	await Promise.all([second, third]);
	expect(log).toEqual(['third']);
});
