import { setTimeout as sleep } from 'node:timers/promises';

import type { INode } from 'n8n-workflow';

import { waitFor } from '../../../host/polling.ts';
import type { Call } from '../../../sandbox/callLog.ts';
import type { Fault, FaultAct } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import type { CredentialData } from '../engine';
import type { Destination, Wishes } from './destination';
import type { Observation } from './judges';
import { startRaw, type RawItem, type StartedRun } from './rawRun';

/** For ever. */
export const ALWAYS = 1_000_000;

/** As long as the contract lets a failing call be tried again. */
const RETRY_SECONDS = 1;

const QUIET_MS = 300;

let benches = 0;

export interface RunSettings extends Wishes {
	onError?: INode['onError'];
	credentials?: CredentialData;
}

/** One destination with a sandbox of its own, in which a behaviour is tried. */
export class Bench {
	/** Odd enough to be written in several ways, and no part of anything else. */
	readonly secret = `s3cret/contract+${++benches}==`;
	readonly destination: Destination;
	readonly #id = benches;
	#sandbox: Sandbox;

	constructor(destination: Destination, sandbox: Sandbox) {
		this.destination = destination;
		this.#sandbox = sandbox;
		destination.begin(sandbox, this.secret);
	}

	static async start(destination: Destination): Promise<Bench> {
		return new Bench(destination, await startSandbox());
	}

	get sandbox(): Sandbox {
		return this.#sandbox;
	}

	/** Closes the sandbox, and opens one on another port. */
	async moveTo(port: number): Promise<void> {
		await this.#sandbox.close();
		this.#sandbox = await startSandbox({ port });
		this.destination.begin(this.#sandbox, this.secret);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	/** A name that no other bench has: nodes remember keys. */
	name(place: number | string): string {
		return `Person ${this.#id} ${place}`;
	}

	/** Items that are written. */
	people(count: number): RawItem[] {
		return Array.from({ length: count }, (_, place) => this.destination.item(this.name(place)));
	}

	credentials(address = this.sandbox.url): CredentialData {
		return this.destination.credentials(address, this.secret);
	}

	start(items: readonly RawItem[], settings: RunSettings = {}): StartedRun {
		const { onError = 'continueErrorOutput', credentials = this.credentials(), ...wishes } = settings;
		const { type, parameters } = this.destination;
		// To the node, another id is another account.
		const credentialId = `contract ${this.#id}`;
		const node = { type, onError, credentialId, parameters: parameters({ retrySeconds: RETRY_SECONDS, ...wishes }) };
		return startRaw({ node, items, credentials });
	}

	async run(items: readonly RawItem[], settings: RunSettings = {}): Promise<Observation> {
		return await this.observe(this.start(items, settings), items);
	}

	/** Awaits a run, and looks at what the vendor has then. */
	async observe(started: StartedRun, items: readonly RawItem[]): Promise<Observation> {
		const facts = await started.ended;
		return {
			...facts,
			sent: items.map(({ name }) => name as string),
			written: this.written(),
			told: facts.done.map(({ json }) => this.destination.nameIn(json, this.sandbox)),
			calls: this.calls(),
		};
	}

	written(): string[] {
		return this.destination.written(this.sandbox);
	}

	calls(): number {
		return this.sandbox.calls.list(this.destination.vendor).length;
	}

	/** Has the calls that write struck by a fault. */
	strikeWrites(act: FaultAct, { times = 1, skip = 0 }: Pick<Fault, 'times' | 'skip'> = {}): void {
		this.sandbox.faults.plan({ vendor: this.destination.vendor, ...this.destination.writes, times, skip, act });
	}

	/** Has all calls struck by a fault, for ever. */
	strikeAll(act: FaultAct): void {
		this.sandbox.faults.plan({ vendor: this.destination.vendor, times: ALWAYS, act });
	}

	/** Until so many of the calls that write have arrived, and no further one does. */
	async untilWriting(times = 1): Promise<void> {
		const { path = '', method } = this.destination.writes;
		const isWriting = (call: Call) => call.path.includes(path) && call.method === method;
		const arrived = () => this.sandbox.calls.list(this.destination.vendor).filter(isWriting).length;
		const enough = async () => await Promise.resolve(arrived() >= times || undefined);
		await waitFor({ what: `${times} writing calls`, limit: 15_000 }, enough);
		await this.untilQuiet();
	}

	/** Until no call has arrived for a while: what was sent before is not taken for what comes after. */
	async untilQuiet(): Promise<void> {
		for (let before = -1; before !== this.calls();) {
			before = this.calls();
			await sleep(QUIET_MS);
		}
	}
}
