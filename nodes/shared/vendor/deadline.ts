import { clearTimeout, setTimeout } from 'node:timers';

/** The end of the time for something that others do. */
export interface Deadline {
	/** Aborted when the time is over, and when the other signal is. */
	readonly signal: AbortSignal;
	/** Whether the time is over. */
	readonly isOver: boolean;
	/** To be called when it is done: nothing is aborted any more. */
	end(): void;
}

/** Begins to count, in ms; on abort of the other signal it is over at once. */
export function deadlineIn(ms: number, other?: AbortSignal): Deadline {
	const controller = new AbortController();
	let isOver = false;
	const timer = setTimeout(() => {
		isOver = true;
		controller.abort(new Error('The time is over'));
	}, ms);
	// Listened to here, and not joined by `AbortSignal.any`: an execution's signal outlives thousands of calls.
	const giveUp = () => controller.abort(other?.reason);
	other?.addEventListener('abort', giveUp);
	if (other?.aborted) giveUp();
	return {
		signal: controller.signal,
		get isOver() {
			return isOver;
		},
		end() {
			clearTimeout(timer);
			other?.removeEventListener('abort', giveUp);
		},
	};
}
