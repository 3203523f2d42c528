/**
 * Of the times at which a fault may strike, those that are tried. `npm run test:matrix` tries all; otherwise it is one,
 * the next one for the next method and for the next fault: so each fault meets each method, and each time several of
 * both.
 * @param fault its number in the list of faults
 * @param method its number in the list of methods
 */
export function triedOf<When>(whens: readonly When[], fault: number, method: number): When[] {
	return process.env.LEAD_RELAY_MATRIX === 'whole' ? [...whens] : [whens[(fault + method) % whens.length]];
}
