import { byId } from './dom.js';

const tabs = [...document.querySelectorAll('[role="tab"]')];

/** Opens the tab that the address names (`#oplead`), if it names one. */
export function openNamedTab() {
	const named = tabs.find((tab) => `#${tab.getAttribute('aria-controls')}` === location.hash);
	if (named) open(named);
}

function open(chosen) {
	for (const tab of tabs) {
		const isChosen = tab === chosen;
		tab.setAttribute('aria-selected', String(isChosen));
		tab.tabIndex = isChosen ? 0 : -1;
		byId(tab.getAttribute('aria-controls')).hidden = !isChosen;
	}
	// So that the same tab is open after a reload.
	history.replaceState(null, '', `#${chosen.getAttribute('aria-controls')}`);
}

function moveBy(tab, step) {
	const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
	open(next);
	next.focus();
}

for (const tab of tabs) {
	tab.addEventListener('click', () => open(tab));
	tab.addEventListener('keydown', ({ key }) => {
		if (key === 'ArrowRight') moveBy(tab, 1);
		if (key === 'ArrowLeft') moveBy(tab, -1);
	});
}
addEventListener('hashchange', openNamedTab);
