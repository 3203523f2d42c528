/** What goes wrong. `after` means that the vendor has done the work and only the answer is lost. */
export type FaultAct =
	/** Answers in the vendor's place; the vendor does nothing. A body that is not a string travels as JSON. */
	| { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
	/** The vendor begins its work only after so many milliseconds. */
	| { kind: 'delay'; ms: number }
	/** The connection is reset, before or after the vendor has done the work. */
	| { kind: 'reset'; when: 'before' | 'after' }
	/** After the work, half of the announced body is sent, then the connection ends. */
	| { kind: 'truncated' }
	/** After the work, status 200 with a body that is no JSON: `body`, or the first half of the real one. */
	| { kind: 'malformed'; body?: string };

/** A fault for calls to come. What is left out matches every call. */
export interface Fault {
	vendor?: string;
	method?: string;
	/** Part of the address, for instance `/batch/upsert`. */
	path?: string;
	/** How many matching calls to let through first; 0 if left out. */
	skip?: number;
	/** How many calls to strike after those; 1 if left out. */
	times?: number;
	act: FaultAct;
}

export interface PlannedFault extends Fault {
	id: number;
	skip: number;
	times: number;
}

interface IncomingCall {
	vendor: string;
	method: string;
	/** The whole address, from the vendor's name on. */
	path: string;
}

/** The faults planned for the next calls, in the order in which they were planned. */
export class FaultPlan {
	#planned: PlannedFault[] = [];
	#lastId = 0;

	/** Plans a fault; `skip` and `times` of what it returns are what is left of them. */
	plan(fault: Fault): PlannedFault {
		const planned = { ...fault, skip: fault.skip ?? 0, times: fault.times ?? 1, id: ++this.#lastId };
		this.#planned.push(planned);
		return { ...planned };
	}

	/** The faults that still have calls to strike. */
	list(): PlannedFault[] {
		return this.#planned.map((fault) => ({ ...fault }));
	}

	clear(): void {
		this.#planned = [];
	}

	/**
	 * What strikes this call, if anything: the first due fault, one at most. Every matching call counts for `skip`, even
	 * one that another fault strikes; a due fault that came second waits for the next call.
	 */
	take(call: IncomingCall): FaultAct | undefined {
		let act: FaultAct | undefined;
		for (const fault of this.#planned.filter((planned) => matches(planned, call))) {
			if (fault.skip > 0) {
				fault.skip--;
			} else if (act === undefined) {
				act = fault.act;
				fault.times--;
			}
		}
		this.#planned = this.#planned.filter((fault) => fault.times > 0);
		return act;
	}
}

function matches(fault: Fault, call: IncomingCall): boolean {
	return (
		(fault.vendor === undefined || fault.vendor === call.vendor) &&
		(fault.method === undefined || fault.method.toUpperCase() === call.method) &&
		(fault.path === undefined || call.path.includes(fault.path))
	);
}

/** A fault in a few words, for the call log. */
export function describeFault(act: FaultAct): string {
	switch (act.kind) {
		case 'status':
			return `status ${act.status}`;
		case 'delay':
			return `delay ${act.ms} ms`;
		case 'reset':
			return `reset ${act.when} the work`;
		case 'truncated':
			return 'truncated answer';
		case 'malformed':
			return 'malformed answer';
	}
}
