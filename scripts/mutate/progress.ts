/** How often a line is written where nobody watches, in milliseconds. */
const PACE = 15_000;

/** Tells how far the work is: on a terminal in one line, else now and then. */
export class Progress {
	#last = -Infinity;

	tell(text: string): void {
		if (process.stdout.isTTY) {
			process.stdout.write(`\r\u001b[K${text}`);
		} else if (performance.now() - this.#last > PACE) {
			this.#last = performance.now();
			console.log(text);
		}
	}

	/** Something that stays on the terminal. */
	say(text: string): void {
		this.end();
		console.log(text);
	}

	end(): void {
		if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
	}
}
