/** The element with this id. */
export function byId(id) {
	return document.getElementById(id);
}

/**
 * Makes an element. Whatever comes from outside goes in as text or attribute, never as markup.
 * @param children texts and elements
 */
export function element(name, attributes = {}, children = []) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
	made.append(...children);
	return made;
}

/** @param milliseconds or ISO 8601 */
export function timeElement(when) {
	const date = new Date(when);
	return element('time', { datetime: date.toISOString() }, [date.toLocaleTimeString('en-GB')]);
}

/** An HTTP status, coloured by its class; `null` is a call without an answer. */
export function statusElement(status) {
	const group = status === null ? 'none' : String(status)[0];
	return element('span', { class: 'status', 'data-class': group }, [status === null ? 'none' : String(status)]);
}

/** Runs `draw` before the next frame, however often it is asked to. */
export function oncePerFrame(draw) {
	let asked = false;
	return () => {
		if (asked) return;
		asked = true;
		// A page in the background gets no frames, but should be right when it is looked at.
		const later = document.hidden ? (run) => setTimeout(run, 200) : requestAnimationFrame;
		later(() => {
			asked = false;
			draw();
		});
	};
}
